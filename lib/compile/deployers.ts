import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { TENANT_ROLES } from "@/lib/domain/roles";
import { DEPLOYER, TENANT_DEPLOYER } from "./deployer";
import type { Resource } from "./rendered-kinds";
import { byGroup, type Rule, read, WRITE } from "./rule";

/** What the platform's charts render. */
export interface DeployersInput {
  /** What instances' charts render. */
  rendered: readonly Resource[];
  /** What the tenant's chart renders. */
  fences: readonly Resource[];
}

/**
 * The accounts that releases are installed as: what the deployer in each tenant's namespace may do, bound there by
 * charts/tenant, so that a new service needs no new release of any tenant; and the account that tenants' own releases are
 * installed as, which may hand out exactly that and the owners' roles.
 * In: what charts render, and the platform. Out: the objects, to be written as YAML.
 */
export function deployers({ rendered, fences }: DeployersInput, { group, controlNamespace }: Platform): JsonObject[] {
  const labels = { "app.kubernetes.io/part-of": controlNamespace };
  const role = (name: string, rules: readonly Rule[]): JsonObject => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: `${group}:${name}`, labels },
    rules: rules.map((rule) => ({ ...rule })),
  });
  const account = { kind: "ServiceAccount", name: TENANT_DEPLOYER, namespace: controlNamespace };
  const bound = [...TENANT_ROLES.map((name) => `${group}:tenant-${name}`), `${group}:${DEPLOYER}`];
  return [
    role(DEPLOYER, deployerRules(rendered)),
    role(TENANT_DEPLOYER, [
      ...byGroup(fences, WRITE),
      { apiGroups: [RBAC], resources: ["clusterroles"], resourceNames: bound, verbs: ["bind"] },
    ]),
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: TENANT_DEPLOYER, namespace: controlNamespace, labels },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: `${group}:${TENANT_DEPLOYER}`, labels },
      roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: `${group}:${TENANT_DEPLOYER}` },
      subjects: [account],
    },
    // Helm keeps the records of tenants' releases in Secrets of the control namespace, and nowhere else.
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: TENANT_DEPLOYER, namespace: controlNamespace, labels },
      rules: byGroup([SECRETS], WRITE).map((rule) => ({ ...rule })),
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: TENANT_DEPLOYER, namespace: controlNamespace, labels },
      roleRef: { apiGroup: RBAC, kind: "Role", name: TENANT_DEPLOYER },
      subjects: [account],
    },
  ];
}

const RBAC = "rbac.authorization.k8s.io";
const SECRETS: Resource = { group: "", resource: "secrets" };

/** What a tenant's releases may do in its namespace: what charts render, Helm's records, and a look at what Helm waits for. */
function deployerRules(rendered: readonly Resource[]): Rule[] {
  return [
    ...byGroup([SECRETS, ...rendered], WRITE),
    read("", "events", "persistentvolumeclaims", "pods"),
    read("apps", "replicasets"),
  ];
}
