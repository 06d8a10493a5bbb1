import type { Controller, PlatformObservation } from "@/lib/cluster/port";
import { refusalIn } from "@/lib/cluster/trace/behind";
import { freshCondition, text } from "@/lib/cluster/trace/read";
import { errorOf } from "@/lib/cluster/trace/synced";
import { apiTypes } from "@/lib/compile/api-types";
import { schemaMark } from "@/lib/compile/schema-mark";
import type {
  ApplicationTrouble,
  ClusterHealth,
  DefinitionHealth,
  SourceHealth,
  SystemHealth,
} from "@/lib/domain/cluster-health";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { pageOf, targetOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import type { Service } from "@/lib/domain/service";

/** Applications in error that a page names. */
const NAMED = 20;

const SYSTEMS: Record<Controller["system"], string> = { argocd: "Argo CD", kro: "KRO", flux: "Flux" };

type OfService = Pick<Service, "name" | "title" | "kind" | "schema">;

/** What every instance stands on: is each part of it as it should be? What may not be read is said, and is no fault. */
export function clusterHealth(
  observed: PlatformObservation,
  {
    services,
    platform,
  }: {
    services: readonly OfService[];
    platform: Pick<Platform, "namespaces">;
  },
): ClusterHealth {
  const unread = (kind: string) => observed.unread.some((one) => one.kind === kind && one.why === "forbidden");
  const forbidden = {
    definition: unread("ResourceGraphDefinition"),
    schema: unread("CustomResourceDefinition"),
  };
  const failed = [observed.definitionsApplication, ...observed.failedApplications].flatMap(troubleOf);
  return {
    definitions: services.map((service) => definitionHealth(service, observed, forbidden)),
    sources: observed.sources.map(sourceHealth),
    sourcesForbidden: ["GitRepository", "HelmChart"].filter(unread),
    applications: failed.slice(0, NAMED),
    applicationsInError: failed.length,
    applicationsForbidden: unread("Application"),
    systems: (["argocd", "kro", "flux"] as const).map(
      (system): SystemHealth => ({
        name: SYSTEMS[system],
        namespace: platform.namespaces[system],
        parts: observed.controllers
          .filter((one) => one.system === system)
          .map(({ name, wanted, ready, ...told }) => ({ name, version: versionOf(told), wanted, ready })),
        forbidden: unread("Deployment") || unread("StatefulSet"),
      }),
    ),
  };
}

const AT_FAULT: ReadonlySet<DefinitionHealth["state"]> = new Set(["refused", "unserved", "stale", "absent"]);

/** How many things in it need a hand. What is on its way needs none. */
export function countClusterFaults({ definitions, sources, applicationsInError, systems }: ClusterHealth): number {
  return (
    definitions.filter(({ state }) => AT_FAULT.has(state)).length +
    sources.filter(({ state }) => state === "failed").length +
    (applicationsInError > 0 ? 1 : 0) +
    systems.flatMap(({ parts }) => parts).filter(({ wanted, ready }) => ready < wanted).length
  );
}

function definitionHealth(
  { name, title, kind, schema }: OfService,
  { definitions, kinds, schemas }: PlatformObservation,
  forbidden: { definition: boolean; schema: boolean },
): DefinitionHealth {
  const health = (state: DefinitionHealth["state"], said = "", at: string | null = null): DefinitionHealth => ({
    service: name,
    title,
    state,
    said,
    at,
  });
  const definition = definitions.find(({ metadata }) => metadata.name === name);
  if (definition === undefined) return health(forbidden.definition ? "forbidden" : "absent");
  // The first two say more than the last, which sums up.
  const refusal = refusalIn(definition, ["GraphAccepted", "KindReady", "Ready"]);
  if (refusal !== null) return health("refused", refusal.quote, refusal.at || null);
  const ready = freshCondition(definition, "Ready");
  if (ready?.status !== "True" || text(definition.status, "state") !== "Active") return health("waiting");
  const at = ready.lastTransitionTime || null;
  if (!kinds.includes(kind)) return health("unserved", "", at);
  const live = schemas.find((one) => one.kind === kind);
  if (live === undefined) return health(forbidden.schema ? "forbidden" : "unserved", "", at);
  return health(live.description.endsWith(markOf(schema)) ? "accepted" : "stale", "", at);
}

/**
 * True when the schema that the cluster judges a service's resources by was compiled from another one than the catalogue's.
 * False where that isn't known.
 */
export function hasOtherSchema(
  { kind, schema }: Pick<OfService, "kind" | "schema">,
  { schemas }: Pick<PlatformObservation, "schemas">,
): boolean {
  const live = schemas.find((one) => one.kind === kind);
  return live !== undefined && !live.description.endsWith(markOf(schema));
}

/** Compiled once for each schema that the catalogue has read. */
const marks = new WeakMap<JsonObject, string>();

function markOf(schema: JsonObject): string {
  const mark = marks.get(schema) ?? schemaMark(apiTypes(schema));
  marks.set(schema, mark);
  return mark;
}

function sourceHealth(source: KubernetesObject): SourceHealth {
  const ready = freshCondition(source, "Ready");
  const state = ready?.status === "True" ? "ready" : ready?.status === "False" ? "failed" : "waiting";
  const { kind, metadata } = source;
  return { kind, name: metadata.name, state, said: ready?.message ?? "", at: ready?.lastTransitionTime || null };
}

function troubleOf(application: KubernetesObject | null): ApplicationTrouble[] {
  const error = application && errorOf(application);
  if (application === null || error === null) return [];
  // It is named after its folder, see applicationNameOf.
  const target = targetOf(`${application.metadata.name.replaceAll(".", "/")}/manifest.yaml`);
  return [{ name: application.metadata.name, href: target && pageOf(target), said: error.quote, at: error.at }];
}

/** The tag of the image that runs, else the label, else null: never a guess. Several containers agree, or nobody knows. */
function versionOf({ images, version }: Pick<Controller, "images" | "version">): string | null {
  const [tag, ...others] = new Set(images.flatMap((image) => tagOf(image) ?? []));
  if (tag !== undefined && others.length === 0) return tag;
  return version === "" ? null : version;
}

/** `quay.io:443/argoproj/argocd:v3.5.7@sha256:…` → `v3.5.7`; null for an image that is told by its digest alone. */
function tagOf(image: string): string | null {
  const [, tag] = /^[^@]*?:([^/@:]+)(?:@|$)/.exec(image) ?? [];
  return tag ?? null;
}
