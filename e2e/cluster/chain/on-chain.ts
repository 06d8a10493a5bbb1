import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { apiVersion, readPlatform } from "../../harness/platform";
import { pushFiles } from "../../harness/releases";
import type { Api } from "../api/client";
import { holdsNow } from "../api/conditions";
import { get, list, patch, type Reference } from "../api/objects";
import { untilObject } from "../api/until";

/** Commits files to main of the releases repository by hand and has Argo CD look at once; null deletes one. */
export async function commitReleases(
  api: Api,
  data: string,
  files: Readonly<Record<string, string | null>>,
): Promise<void> {
  pushFiles(data, files);
  await refreshApplications(api);
}

/** An instance of a service; a tenant lies in the control namespace. */
export function instanceOf(kind: string, namespace: string, name: string): Reference {
  return { apiVersion: apiVersion(), kind, metadata: { namespace, name } };
}

/** A tenant's custom resource. */
export function tenantNamed(name: string): Reference {
  return instanceOf("Tenant", readPlatform().controlNamespace, name);
}

/** Names an Argo CD Application. */
export function applicationNamed(name: string): Reference {
  const { namespaces } = readPlatform();
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Application", metadata: { namespace: namespaces.argocd, name } };
}

/** Names a HelmRelease. */
export function releaseOf(namespace: string, name: string): Reference {
  return { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", metadata: { namespace, name } };
}

/** Waits until an instance of a service is ready as it is now. Rejects with its conditions when it does not become so. */
export async function untilInstanceReady(api: Api, instance: Reference, seconds = 180): Promise<KubernetesObject> {
  return await untilObject(api, instance, "is ready", (one) => holdsNow(one, "Ready"), seconds);
}

/** The pods of a namespace whose containers all run and are ready, by name. */
export async function readyPods(api: Api, namespace: string): Promise<string[]> {
  const pods = await list(api, { apiVersion: "v1", kind: "Pod" }, { namespace });
  return pods.filter((pod) => holdsNow(pod, "Ready")).map(({ metadata }) => metadata.name);
}

/** Has Argo CD look at the releases repository now: its web hook would, and without one it asks every half minute. */
export async function refreshApplications(api: Api): Promise<void> {
  const namespace = readPlatform().namespaces.argocd;
  const of = async (kind: string, annotations: Record<string, string>) => {
    const all = await list(api, { apiVersion: "argoproj.io/v1alpha1", kind }, { namespace });
    for (const { metadata } of all) {
      const reference = { apiVersion: "argoproj.io/v1alpha1", kind, metadata: { namespace, name: metadata.name } };
      // One may have gone since.
      if (await get(api, reference)) await patch(api, reference, { metadata: { annotations } });
    }
  };
  await of("ApplicationSet", { "argocd.argoproj.io/application-set-refresh": "true" });
  await of("Application", { "argocd.argoproj.io/refresh": "normal" });
}
