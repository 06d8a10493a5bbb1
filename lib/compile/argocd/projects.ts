import { isObject, type JsonObject } from "@/lib/domain/json";
import { definitionsNameOf } from "@/lib/domain/names";
import type { Platform } from "@/lib/domain/platform";
import { kindOf, TENANT_SERVICE } from "@/lib/domain/service";
import { cloneUrl } from "../sources";

/** The cluster that Argo CD runs in. */
export const THIS_CLUSTER = "https://kubernetes.default.svc";

/** What of platform.yaml Argo CD's bootstrap is made from. */
export type ArgocdPlatform = Pick<
  Platform,
  "group" | "gitServer" | "platformRepository" | "releasesRepository" | "branch" | "controlNamespace" | "namespaces"
>;

/** The project of all tenants' manifests. */
export function tenantsProject({ controlNamespace }: Pick<ArgocdPlatform, "controlNamespace">): string {
  return `${controlNamespace}.tenants`;
}

/** A kind as AppProject names it; a type and not an interface, so that it counts as JSON. */
type GroupKind = { group: string; kind: string };

/**
 * The Argo CD projects that are there before any tenant (argoproj.io/v1alpha1 AppProject). The definitions' project
 * admits the kinds that definitions/ holds and no other; the tenants' admits kind Tenant in the control namespace, so a
 * folder of the releases repository can't reach beyond it. Each tenant's own project is made by the tenant's definition.
 * In: every object under definitions/, and the platform. Out: the two projects.
 */
export function projects(definitions: readonly JsonObject[], platform: ArgocdPlatform): JsonObject[] {
  const kinds = kindsIn(definitions);
  return [
    project(platform, definitionsNameOf(platform), {
      description: "What services there are: definitions, policies and roles",
      sourceRepos: [cloneUrl(platform, platform.platformRepository)],
      clusterResourceWhitelist: [{ group: "", kind: "Namespace" }, ...kinds.cluster],
      namespaceResourceWhitelist: kinds.namespaced,
    }),
    project(platform, tenantsProject(platform), {
      description: "All tenants",
      sourceRepos: [cloneUrl(platform, platform.releasesRepository)],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: platform.group, kind: kindOf(TENANT_SERVICE) }],
    }),
  ];
}

function project(
  { controlNamespace, namespaces }: ArgocdPlatform,
  name: string,
  spec: {
    description: string;
    sourceRepos: string[];
    clusterResourceWhitelist: GroupKind[];
    namespaceResourceWhitelist: GroupKind[];
  },
): JsonObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace: namespaces.argocd, labels: { "app.kubernetes.io/part-of": controlNamespace } },
    spec: { ...spec, destinations: [{ server: THIS_CLUSTER, namespace: controlNamespace }] },
  };
}

/** The kinds of some objects, each once, told apart by whether the object lies in a namespace. */
function kindsIn(objects: readonly JsonObject[]): { cluster: GroupKind[]; namespaced: GroupKind[] } {
  const found = { cluster: new Map<string, GroupKind>(), namespaced: new Map<string, GroupKind>() };
  for (const { apiVersion, kind, metadata } of objects) {
    if (typeof apiVersion !== "string" || typeof kind !== "string") continue;
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const inNamespace = isObject(metadata) && metadata.namespace !== undefined;
    found[inNamespace ? "namespaced" : "cluster"].set(`${group}/${kind}`, { group, kind });
  }
  const sorted = (kinds: Map<string, GroupKind>) =>
    [...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
  return { cluster: sorted(found.cluster), namespaced: sorted(found.namespaced) };
}
