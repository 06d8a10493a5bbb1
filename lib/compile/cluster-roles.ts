import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { TENANT_ROLES, type TenantRole } from "@/lib/domain/roles";
import type { Resource } from "./rendered-kinds";
import { byGroup, READ, type Rule, read } from "./rule";

/** What everybody in a tenant may see: all that runs there and what limits it, and never a Secret. */
function viewRules(group: string, more: readonly Resource[]): Rule[] {
  return [
    read(
      "",
      "pods",
      "pods/log",
      "services",
      "endpoints",
      "configmaps",
      "events",
      "persistentvolumeclaims",
      "resourcequotas",
      "limitranges",
    ),
    read("apps", "deployments", "statefulsets", "daemonsets", "replicasets", "controllerrevisions"),
    read("batch", "jobs", "cronjobs"),
    read("autoscaling", "horizontalpodautoscalers"),
    read("policy", "poddisruptionbudgets"),
    read("networking.k8s.io", "ingresses", "networkpolicies"),
    read("discovery.k8s.io", "endpointslices"),
    read("events.k8s.io", "events"),
    read("metrics.k8s.io", "pods"),
    read("helm.toolkit.fluxcd.io", "helmreleases"),
    ...byGroup(more, READ),
    // Only names are left open, and only for reading: each new service adds one, and it is the owners' to see.
    read(group, "*"),
  ];
}

/**
 * What a developer does by hand in a namespace that runs. Nothing here changes what Git says: a deleted pod comes back
 * as it was, and credentials are the one thing that never goes into Git.
 */
const EDIT_RULES: Rule[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  // kubectl opens both by a GET that becomes a stream, older ones by a POST.
  { apiGroups: [""], resources: ["pods/exec", "pods/portforward"], verbs: ["get", "create"] },
  { apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch", "create", "update", "patch"] },
];

/** Who else owns the tenant, and as what. */
const ADMIN_RULES: Rule[] = [read("rbac.authorization.k8s.io", "roles", "rolebindings")];

/**
 * What a tenant role allows, in the tenant's namespace alone: charts/tenant binds it there. Each role has all of the
 * weaker ones'.
 *
 * @param more what charts render besides Kubernetes' own kinds
 */
export function rulesOf(role: TenantRole, group: string, more: readonly Resource[]): Rule[] {
  const rules = [viewRules(group, more), EDIT_RULES, ADMIN_RULES];
  return rules.slice(0, TENANT_ROLES.indexOf(role) + 1).flat();
}

/**
 * The ClusterRoles that charts/tenant binds owners to.
 * In: what charts render besides Kubernetes' own kinds, and the platform. Out: the objects, to be written as YAML.
 */
export function clusterRoles(
  more: readonly Resource[],
  { group, controlNamespace }: Pick<Platform, "group" | "controlNamespace">,
): JsonObject[] {
  return TENANT_ROLES.map((role) => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: `${group}:tenant-${role}`, labels: { "app.kubernetes.io/part-of": controlNamespace } },
    rules: rulesOf(role, group, more).map((rule) => ({ ...rule })),
  }));
}
