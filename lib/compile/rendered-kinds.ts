import type { ChartObject } from "@/lib/domain/chart-object";
import { childrenOf } from "@/lib/domain/composition";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { kindOf } from "@/lib/domain/service";
import type { HealthCheck } from "./health";

/**
 * The hint in which a schema tells of kinds that Kubernetes hasn't built in: a list of
 * `{ apiVersion, kind, resource }`, each with `current` (and `inProgress`, `failed`) where the release must wait for it.
 */
export const KINDS_HINT = "x-kinds";

/** What may be done with one kind of object: its API group and the resource's name in addresses and roles. */
export interface Resource {
  group: string;
  resource: string;
}

/** The kinds that a chart renders, as roles and releases need them. */
export interface RenderedKinds {
  resources: Resource[];
  health: HealthCheck[];
  /** Kinds of which nothing is known: without their resources' names the release could not be given the right to them. */
  problems: Omit<SchemaProblem, "file">[];
}

/**
 * What a chart's objects ask for.
 *
 * @param objects what the chart can render
 * @param schema its values' schema, with the hints for kinds that are not Kubernetes' own and for children
 * @param platform whose API the children's kinds belong to
 */
export function renderedKinds(
  objects: readonly Pick<ChartObject, "apiVersion" | "kind">[],
  schema: JsonObject,
  platform: Pick<Platform, "group" | "version">,
): RenderedKinds {
  const told = [...kindsTold(schema[KINDS_HINT]), ...childKinds(schema, platform)];
  const resources = new Map<string, Resource>();
  const unknown = new Set<string>();
  for (const { apiVersion, kind } of objects) {
    const resource =
      told.find((one) => one.kind === kind && sameGroup(one.apiVersion, apiVersion)) ?? builtIn(apiVersion, kind);
    if (resource === null) unknown.add(kind);
    else
      resources.set(`${groupOf(resource.apiVersion)}/${resource.resource}`, {
        group: groupOf(resource.apiVersion),
        resource: resource.resource,
      });
  }
  return {
    resources: [...resources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource),
    health: told.flatMap(({ apiVersion, kind, current, inProgress, failed }) =>
      current === undefined
        ? []
        : [
            {
              apiVersion,
              kind,
              current,
              ...(inProgress !== undefined && { inProgress }),
              ...(failed !== undefined && { failed }),
            },
          ],
    ),
    problems: [...unknown].sort().map((kind) => ({
      pointer: `/${KINDS_HINT}`,
      message: `The chart renders the kind ${kind}, of which nothing is known, so its releases could not be given the right to it.`,
      fix: `Say in ${KINDS_HINT}: { "apiVersion": …, "kind": "${kind}", "resource": its plural as the cluster calls it }.`,
    })),
  };
}

/**
 * The kinds of a composite's children. One is ready when KRO says so of the version that is there: without that a
 * composite would be as soon as its children were applied.
 */
function childKinds(schema: JsonObject, { group, version }: Pick<Platform, "group" | "version">): Told[] {
  const kinds = new Map(childrenOf(schema).map(({ service, resource }) => [kindOf(service), resource]));
  return [...kinds].map(([kind, resource]) => ({
    apiVersion: `${group}/${version}`,
    kind,
    resource,
    failed: "has(status.state) && status.state == 'ERROR'",
    current:
      "has(status.conditions) && status.conditions.exists(c, c.type == 'Ready' && c.status == 'True' && c.observedGeneration == metadata.generation)",
  }));
}

interface Told {
  apiVersion: string;
  kind: string;
  resource: string;
  current?: string;
  inProgress?: string;
  failed?: string;
}

function kindsTold(hint: JsonValue | undefined): Told[] {
  return (Array.isArray(hint) ? hint : []).flatMap((one): Told[] => {
    if (!isObject(one)) return [];
    const { apiVersion, kind, resource, current, inProgress, failed } = one;
    if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof resource !== "string") return [];
    return [
      {
        apiVersion,
        kind,
        resource,
        ...(typeof current === "string" && { current }),
        ...(typeof inProgress === "string" && { inProgress }),
        ...(typeof failed === "string" && { failed }),
      },
    ];
  });
}

/** Every kind that the hint tells of, rendered or not. */
export function resourcesTold(schema: JsonObject): Resource[] {
  return kindsTold(schema[KINDS_HINT]).map(({ apiVersion, resource }) => ({ group: groupOf(apiVersion), resource }));
}

/**
 * Kubernetes' own kinds that a chart may render into a namespace, and a tenant's chart besides (Kubernetes 1.36 API).
 * What would let a release out of its namespace, or change what fences it in, is not among a service's.
 */
const BUILT_IN: Record<string, [apiVersion: string, resource: string]> = {
  ConfigMap: ["v1", "configmaps"],
  CronJob: ["batch/v1", "cronjobs"],
  DaemonSet: ["apps/v1", "daemonsets"],
  Deployment: ["apps/v1", "deployments"],
  HorizontalPodAutoscaler: ["autoscaling/v2", "horizontalpodautoscalers"],
  Ingress: ["networking.k8s.io/v1", "ingresses"],
  Job: ["batch/v1", "jobs"],
  LimitRange: ["v1", "limitranges"],
  Namespace: ["v1", "namespaces"],
  NetworkPolicy: ["networking.k8s.io/v1", "networkpolicies"],
  PersistentVolumeClaim: ["v1", "persistentvolumeclaims"],
  PodDisruptionBudget: ["policy/v1", "poddisruptionbudgets"],
  ResourceQuota: ["v1", "resourcequotas"],
  RoleBinding: ["rbac.authorization.k8s.io/v1", "rolebindings"],
  Secret: ["v1", "secrets"],
  Service: ["v1", "services"],
  ServiceAccount: ["v1", "serviceaccounts"],
  StatefulSet: ["apps/v1", "statefulsets"],
};

/** Kinds that fence a tenant in: only the tenant's own chart renders them. */
export const FENCES = ["LimitRange", "Namespace", "ResourceQuota", "RoleBinding", "ServiceAccount"];

function builtIn(apiVersion: string, kind: string): Pick<Told, "apiVersion" | "resource"> | null {
  const known = Object.hasOwn(BUILT_IN, kind) ? BUILT_IN[kind] : undefined;
  // Charts that choose a version by what a cluster has state none that can be read.
  if (known === undefined || (apiVersion !== "" && groupOf(apiVersion) !== groupOf(known[0]))) return null;
  return { apiVersion: known[0], resource: known[1] };
}

function sameGroup(a: string, b: string): boolean {
  return b === "" || groupOf(a) === groupOf(b);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}
