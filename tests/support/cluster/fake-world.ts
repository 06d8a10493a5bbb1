import { type KubernetesCluster, type KubernetesPace, kubernetesCluster } from "@/lib/cluster/kubernetes";
import { simulate } from "@/lib/cluster/simulated/simulate";
import type { Desired } from "@/lib/domain/desired";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Target } from "@/lib/domain/target";
import { FakeApiServer, type FakeKind, type FakeObject } from "../fake-api-server";

export const PLATFORM = {
  group: "example.io",
  version: "v1",
  controlNamespace: "control",
  gitServer: "https://github.com",
  releasesRepository: "acme/releases",
  branch: "main",
  namespaces: { argocd: "argocd", flux: "flux", kro: "kro", postgresOperator: "cnpg", ingress: "ingress" },
};

/** Our own kinds, as KRO would serve them. */
export const WEBAPP: FakeKind = { apiVersion: "example.io/v1", kind: "Webapp", resource: "webapps" };
export const REDIS: FakeKind = { apiVersion: "example.io/v1", kind: "Redis", resource: "redises" };

/** Everything that the portal reads of a cluster. */
export const servedKinds: readonly FakeKind[] = [
  WEBAPP,
  { apiVersion: "example.io/v1", kind: "Tenant", resource: "tenants" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Application", resource: "applications" },
  { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", resource: "helmreleases" },
  { apiVersion: "source.toolkit.fluxcd.io/v1", kind: "HelmChart", resource: "helmcharts" },
  { apiVersion: "source.toolkit.fluxcd.io/v1", kind: "GitRepository", resource: "gitrepositories" },
  {
    apiVersion: "kro.run/v1alpha1",
    kind: "ResourceGraphDefinition",
    resource: "resourcegraphdefinitions",
    namespaced: false,
  },
  {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    resource: "customresourcedefinitions",
    namespaced: false,
  },
  { apiVersion: "v1", kind: "Namespace", resource: "namespaces", namespaced: false },
  { apiVersion: "v1", kind: "Pod", resource: "pods" },
  { apiVersion: "v1", kind: "Event", resource: "events" },
  { apiVersion: "v1", kind: "Service", resource: "services" },
  { apiVersion: "v1", kind: "Secret", resource: "secrets" },
  { apiVersion: "v1", kind: "ConfigMap", resource: "configmaps" },
  { apiVersion: "v1", kind: "PersistentVolumeClaim", resource: "persistentvolumeclaims" },
  { apiVersion: "apps/v1", kind: "Deployment", resource: "deployments" },
  { apiVersion: "apps/v1", kind: "StatefulSet", resource: "statefulsets" },
  { apiVersion: "apps/v1", kind: "ReplicaSet", resource: "replicasets" },
];

/** Everything at once: what takes seconds on a real cluster takes milliseconds here. */
export const QUICK: KubernetesPace = {
  reflector: {
    retry: { first: 5, most: 40 },
    slow: 40,
    watch: { stream: 60_000, idle: 10_000, patience: 2_000 },
  },
  kinds: 20,
  pages: 20,
};

/** A cluster that reads a fake API server. */
export interface FakeWorld {
  api: FakeApiServer;
  cluster: KubernetesCluster;
  /** What Git wants, for what the cluster itself doesn't say. */
  desired: Map<string, Desired>;
  become(target: Target, desired: Desired, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts both. */
export async function fakeWorld(pace: KubernetesPace = QUICK, now: () => Date = () => new Date()): Promise<FakeWorld> {
  const api = new FakeApiServer();
  await api.start();
  api.serve(...servedKinds);
  const desired = new Map<string, Desired>();
  const cluster = await kubernetesCluster({
    access: { kubeconfig: [api.kubeconfig] },
    platform: PLATFORM,
    services: () => Promise.resolve(["tenant", "webapp", "redis"]),
    desired: (target) => Promise.resolve(desired.get(JSON.stringify(target)) ?? null),
    now,
    pace,
  });
  let there: FakeObject[] = [];
  return {
    api,
    cluster,
    desired,
    become: (target, wanted, seconds) => {
      desired.set(JSON.stringify(target), wanted);
      const objects = objectsAt(target, wanted, seconds);
      const names = new Set(objects.map(nameOf));
      for (const object of there) if (!names.has(nameOf(object))) api.remove(object);
      for (const object of objects) api.put(object);
      there = objects;
      return Promise.resolve();
    },
    close: async () => {
      cluster.close();
      await api.close();
    },
  };
}

function nameOf({ kind, metadata }: FakeObject): string {
  return `${kind}/${metadata.namespace ?? ""}/${metadata.name}`;
}

/** The Application, the custom resource and the HelmRelease of a target, `seconds` after the merge. */
export function headsOf(target: Target, desired: Desired, seconds: number): FakeObject[] {
  const begin = Date.parse(desired.removedAt ?? desired.mergedAt);
  const seen = simulate(target, desired, PLATFORM, new Date(begin + seconds * 1000), "summary");
  return [seen.application, seen.instance, seen.release].filter((object) => object !== null).map(labelled);
}

/** All objects that the real systems would have made of this, `seconds` after the merge. */
export function objectsAt(target: Target, desired: Desired, seconds: number): FakeObject[] {
  const begin = Date.parse(desired.removedAt ?? desired.mergedAt);
  const seen = simulate(target, desired, PLATFORM, new Date(begin + seconds * 1000), "full");
  return [seen.application, seen.instance, seen.release, ...seen.objects, ...seen.pods]
    .filter((object) => object !== null)
    .map(labelled);
}

/** A simulation needs no selectors: there, owners are enough. */
function labelled(object: KubernetesObject): FakeObject {
  const release = object.metadata.annotations?.["meta.helm.sh/release-name"];
  const selector = { matchLabels: { "app.kubernetes.io/instance": release ?? "" } };
  const spec: JsonObject = object.kind === "Deployment" ? { ...object.spec, selector } : { ...object.spec };
  const owned = object.metadata.ownerReferences?.[0]?.name;
  const labels =
    object.kind === "ReplicaSet" ? { "app.kubernetes.io/instance": owned ?? "" } : (object.metadata.labels ?? {});
  return { ...object, spec, metadata: { ...object.metadata, labels } };
}
