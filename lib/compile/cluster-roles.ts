import { stringify } from "yaml";
import type { Platform } from "@/lib/domain/platform";
import { TENANT_ROLES, type TenantRole } from "@/lib/domain/roles";

/** One rule of a ClusterRole. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const READ = ["get", "list", "watch"];
const read = (group: string, ...resources: string[]): Rule => ({ apiGroups: [group], resources, verbs: READ });

/** What everybody in a tenant may see: all that runs there and what limits it, and never a Secret. */
function viewRules(group: string): Rule[] {
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
    read("postgresql.cnpg.io", "clusters", "backups", "scheduledbackups"),
    read("barmancloud.cnpg.io", "objectstores"),
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

/** What a tenant role allows, in the tenant's namespace alone: charts/tenant binds it there. Each role has all of the weaker ones'. */
export function rulesOf(role: TenantRole, group: string): Rule[] {
  const rules = [viewRules(group), EDIT_RULES, ADMIN_RULES];
  return rules.slice(0, TENANT_ROLES.indexOf(role) + 1).flat();
}

const HEADER = `# Generated from platform.yaml by \`make definitions\`. Change lib/compile/cluster-roles.ts, not this file.
# What the owners of a tenant may do in its namespace. Apply it before the first tenant: kubectl apply -f deploy/platform/`;

/**
 * The ClusterRoles that charts/tenant binds owners to.
 * In: the platform. Out: the text of `deploy/platform/cluster-roles.yaml`.
 */
export function clusterRoles({ group, controlNamespace }: Pick<Platform, "group" | "controlNamespace">): string {
  const documents = TENANT_ROLES.map((role) =>
    stringify(
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { name: `${group}:tenant-${role}`, labels: { "app.kubernetes.io/part-of": controlNamespace } },
        rules: rulesOf(role, group),
      },
      { version: "1.1", aliasDuplicateObjects: false, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
    ),
  );
  return `${HEADER}\n${documents.join("---\n")}`;
}
