import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import type { ApiPlace } from "./api-place";
import { DEPLOYER } from "./deployer";
import type { HealthCheck } from "./health";
import { schemaMark } from "./schema-mark";
import { simpleSchema } from "./simple-schema";

/** What a definition is compiled from. */
export interface DefinitionInput {
  name: string;
  kind: string;
  title: string;
  /** The service's values (apiTypes). */
  values: ApiPlace;
  /** When the custom resources that the chart renders are ready. */
  health: readonly HealthCheck[];
  /** Layers of children below a composite (levelsBelow): each may take as long as a release by itself; 0 by default. */
  layers?: number;
}

/**
 * A service's ResourceGraphDefinition (`kro.run/v1alpha1`, kro v0.9.3): its typed API, and the HelmRelease that an
 * instance of it becomes.
 * In: the service and the platform. Out: the object, to be written as YAML.
 */
export function definition(
  service: DefinitionInput,
  platform: Platform,
  { after, serviceAccountName }: Graph,
): JsonObject {
  return {
    apiVersion: "kro.run/v1alpha1",
    kind: "ResourceGraphDefinition",
    metadata: {
      name: service.name,
      labels: { "app.kubernetes.io/part-of": platform.controlNamespace },
      // A file that goes by mistake must not take every instance of its kind with it.
      annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" },
    },
    spec: {
      schema: {
        apiVersion: platform.version,
        group: platform.group,
        kind: service.kind,
        ...schemaOf(service),
        status: STATUS,
        additionalPrinterColumns: COLUMNS,
      },
      resources: [release(service, platform, serviceAccountName), ...after],
    },
  };
}

/** What a definition has beside its release. */
export interface Graph {
  /** KRO deletes in the reverse order, each when the one after it is gone. */
  after: JsonObject[];
  /** Who the release is installed as. */
  serviceAccountName: string;
}

/** An instance is its release alone, installed as its tenant's deployer. */
export const INSTANCE_GRAPH: Graph = { after: [], serviceAccountName: DEPLOYER };

function schemaOf({ title, values }: DefinitionInput): { types: JsonObject; spec: JsonObject } {
  const schema = simpleSchema(values, `The values of ${title}. ${schemaMark(values)}`);
  return { types: simpleSchema(values, "").types, spec: { values: schema.values } };
}

function release(
  { name, health, layers = 0 }: DefinitionInput,
  platform: Platform,
  serviceAccountName: string,
): JsonObject {
  const again: JsonValue = { strategy: { name: "RetryOnFailure", retryInterval: RETRY } };
  return {
    id: "release",
    template: {
      apiVersion: "helm.toolkit.fluxcd.io/v2",
      kind: "HelmRelease",
      metadata: { name: `\${schema.metadata.name}-${name}`, namespace: "${schema.metadata.namespace}" },
      spec: {
        releaseName: `\${schema.metadata.name}-${name}`,
        interval: "10m",
        timeout: `${platform.timeouts.release * (1 + layers)}s`,
        serviceAccountName,
        chartRef: { kind: "HelmChart", name, namespace: platform.controlNamespace },
        // The default gives up for good after one failure.
        install: again,
        upgrade: again,
        ...(health.length > 0 && { healthCheckExprs: health.map((check) => ({ ...check })) }),
        values: "${schema.spec.values}",
      },
    },
    // A condition of an earlier generation tells nothing of this one.
    readyWhen: [`\${${IS_READY}}`],
  };
}

const RETRY = "30s";
const IS_READY =
  "release.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True' && c.observedGeneration == release.metadata.generation)";

const STATUS: JsonObject = {
  release: "${release.metadata.name}",
  revision: "${release.status.lastAttemptedRevision}",
  ready: `\${${IS_READY}}`,
  message: "${release.status.conditions.filter(c, c.type == 'Ready')[0].message}",
};

/** Columns of one's own drop KRO's, so those are said again (pkg/graph/crd). */
const COLUMNS: JsonObject[] = [
  { name: "State", type: "string", jsonPath: ".status.state" },
  { name: "Ready", type: "string", jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
  { name: "Revision", type: "string", jsonPath: ".status.revision" },
  { name: "Release", type: "string", jsonPath: ".status.release", priority: 1 },
  { name: "Message", type: "string", jsonPath: ".status.message", priority: 1 },
  { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" },
];
