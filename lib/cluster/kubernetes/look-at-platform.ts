import "server-only";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { definitionsNameOf } from "@/lib/domain/names";
import type { Controller, PlatformObservation } from "../port";
import { replicasOf } from "../trace/health";
import { at, list, text } from "../trace/read";
import { listPath } from "./api-path";
import type { ServedKind } from "./discovery";
import type { Look } from "./look";
import { objectFrom } from "./objects";
import type { PlacePlatform } from "./places";

const DEFINITION = { apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition" };
const CRD = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
const SOURCES = "source.toolkit.fluxcd.io/v1";
const SYSTEMS = ["argocd", "flux", "kro"] as const;
const WORKLOADS = [
  { apiVersion: "apps/v1", kind: "Deployment", resource: "deployments" },
  { apiVersion: "apps/v1", kind: "StatefulSet", resource: "statefulsets" },
];

/** Reads what every instance stands on. Throws only when the cluster doesn't answer. */
export async function lookAtPlatform(
  look: Look,
  platform: PlacePlatform,
  { kinds, ...known }: Pick<PlatformObservation, "instances" | "failedApplications"> & { kinds: readonly ServedKind[] },
): Promise<PlatformObservation> {
  const namespace = platform.controlNamespace;
  const crds = kinds.map(({ kind, resource }) => schemaOf(look, kind, `${resource}.${platform.group}`));
  const [schemas, definitions, repositories, charts, definitionsApplication, ...controllers] = await Promise.all([
    Promise.all(crds),
    look.items(listPath(DEFINITION.apiVersion, "resourcegraphdefinitions"), DEFINITION.kind),
    look.objects({ apiVersion: SOURCES, kind: "GitRepository", resource: "gitrepositories", namespace }, ""),
    look.objects({ apiVersion: SOURCES, kind: "HelmChart", resource: "helmcharts", namespace }, ""),
    look.object({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      name: definitionsNameOf(platform),
      namespace: platform.namespaces.argocd,
    }),
    ...SYSTEMS.flatMap((system) =>
      WORKLOADS.map(async (workload) =>
        (await look.objects({ ...workload, namespace: platform.namespaces[system] }, "")).map((object) =>
          controllerOf(system, object),
        ),
      ),
    ),
  ]);
  return {
    kinds: kinds.map(({ kind }) => kind),
    schemas: schemas.flatMap((schema) => schema ?? []),
    ...known,
    definitions: definitions.flatMap((item) => objectFrom(item, DEFINITION) ?? []),
    sources: [...repositories, ...charts],
    definitionsApplication,
    controllers: controllers.flat(),
    unread: look.unread,
  };
}

/** What a live CRD says of `values`; null where there is none that can be read. The definition's own state proves nothing. */
async function schemaOf(
  look: Look,
  kind: string,
  name: string,
): Promise<PlatformObservation["schemas"][number] | null> {
  const crd = await look.object({ ...CRD, name, namespace: "" });
  const served = list(crd?.spec, "versions").find((one) => one.served === true);
  const values = at(served, "schema", "openAPIV3Schema", "properties", "spec", "properties", "values");
  return crd && { kind, description: text(values, "description") };
}

/** Nothing else of a workload is kept: its environment is nobody's business here. */
function controllerOf(system: Controller["system"], object: KubernetesObject): Controller {
  const { metadata, spec } = object;
  const replicas = replicasOf(object);
  return {
    system,
    name: metadata.name,
    images: list(spec, "template", "spec", "containers").flatMap((container) => text(container, "image") || []),
    version: metadata.labels?.["app.kubernetes.io/version"] ?? "",
    wanted: replicas?.wanted ?? 0,
    ready: replicas?.ready ?? 0,
  };
}
