import type { JsonObject } from "@/lib/domain/json";
import { OPTION_KINDS } from "@/lib/domain/option-kinds";
import type { Platform } from "@/lib/domain/platform";
import type { Resource } from "./rendered-kinds";
import { byGroup, type Rule, read } from "./rule";

/** The account that the portal runs as, in the control namespace: its chart makes it, installed under this name. */
export const PORTAL_ACCOUNT = "portal";

/** What one service's chart renders, its schema's own kinds included. */
export interface ServiceReads {
  service: string;
  resources: readonly Resource[];
}

type Where = Pick<Platform, "group" | "controlNamespace">;

/**
 * What the portal's account may do: look. Its role is aggregated, so that a new service brings its own rules along
 * and nobody edits this. Never Secrets: whoever may list them has everything that is in them.
 * In: the platform. Out: the objects, to be written as YAML.
 */
export function portalRights(platform: Where): JsonObject[] {
  const { group, controlNamespace } = platform;
  const labels = { "app.kubernetes.io/part-of": controlNamespace };
  const name = `${group}:${PORTAL_ACCOUNT}`;
  return [
    {
      apiVersion: RBAC,
      kind: "ClusterRole",
      metadata: { name, labels },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregated(group) }] },
      rules: [],
    },
    role(platform, "reads", baseRules(group)),
    {
      apiVersion: RBAC,
      kind: "ClusterRoleBinding",
      metadata: { name, labels },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name: PORTAL_ACCOUNT, namespace: controlNamespace }],
    },
  ];
}

/**
 * What the portal reads for each service's sake: the objects that its releases consist of, which are read one by one
 * for an instance's page and followed while it is open. In: what charts render, and the platform. Out: a role for each service that renders anything, added to the portal's.
 */
export function portalReads(services: readonly ServiceReads[], platform: Where): JsonObject[] {
  return services.flatMap(({ service, resources }) => {
    const rules = byGroup(resources.filter(isReadable), ["get", "list", "watch"]);
    return rules.length > 0 ? [role(platform, `reads-${service}`, rules)] : [];
  });
}

const RBAC = "rbac.authorization.k8s.io/v1";

function aggregated(group: string): Record<string, string> {
  return { [`${group}/aggregate-to-portal`]: "true" };
}

function role({ group, controlNamespace }: Where, name: string, rules: readonly Rule[]): JsonObject {
  return {
    apiVersion: RBAC,
    kind: "ClusterRole",
    metadata: {
      name: `${group}:${PORTAL_ACCOUNT}-${name}`,
      labels: { "app.kubernetes.io/part-of": controlNamespace, ...aggregated(group) },
    },
    rules: rules.map((rule) => ({ ...rule })),
  };
}

/**
 * What is followed all the time, and what pages look at or forms suggest names from. Of Argo CD, KRO and Flux themselves
 * the page about the platform's health reads the Deployments and StatefulSets.
 */
function baseRules(group: string): Rule[] {
  const looked: Resource[] = [
    { group: "", resource: "events" },
    { group: "", resource: "namespaces" },
    { group: "", resource: "persistentvolumeclaims" },
    { group: "", resource: "pods" },
    { group: "apps", resource: "deployments" },
    { group: "apps", resource: "replicasets" },
    { group: "apps", resource: "statefulsets" },
    { group: "kro.run", resource: "resourcegraphdefinitions" },
    { group: "source.toolkit.fluxcd.io", resource: "gitrepositories" },
    { group: "source.toolkit.fluxcd.io", resource: "helmcharts" },
    ...Object.values(OPTION_KINDS).map(({ apiVersion, resource }) => ({ group: groupOf(apiVersion), resource })),
  ];
  return [
    // A service that is rolled out while the portal runs is followed at once.
    read(group, "*"),
    read("argoproj.io", "applications"),
    read("helm.toolkit.fluxcd.io", "helmreleases"),
    // Whether the cluster's schema of a service is the newest stands there alone.
    ...byGroup([{ group: "apiextensions.k8s.io", resource: "customresourcedefinitions" }], ["get"]),
    ...byGroup(looked, ["get", "list", "watch"]),
  ];
}

function isReadable({ group, resource }: Resource): boolean {
  return group !== "" || resource !== "secrets";
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}
