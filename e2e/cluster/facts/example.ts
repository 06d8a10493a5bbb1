import type { JsonObject } from "@/lib/domain/json";
import type { Manifest } from "../api/objects";

/** The API group of every definition here. */
export const GROUP = "facts.example.com";
const VERSION = "v1alpha1";

/** What a definition of these specs says; a spec states what it is about. */
export interface Example {
  kind: string;
  /** The fields of `spec.values`, in KRO's notation. */
  values: Readonly<Record<string, string>>;
  /** More named types. */
  types?: JsonObject;
  /** Markers of `values` itself. */
  markers?: string;
  /** Data of the ConfigMap that it makes. */
  data?: Readonly<Record<string, string>>;
  status?: JsonObject;
  /** Columns of `kubectl get`. */
  columns?: readonly JsonObject[];
  /** What it makes instead of the ConfigMap. */
  resources?: readonly JsonObject[];
}

/** A definition of KRO's that makes one ConfigMap of each instance, when it says nothing else. */
export function definition({ kind, values, types = {}, markers = "required=true", ...more }: Example): Manifest {
  const template = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: `\${schema.metadata.name}-${kind.toLowerCase()}`, namespace: "${schema.metadata.namespace}" },
    data: { ...more.data },
  };
  return {
    apiVersion: "kro.run/v1alpha1",
    kind: "ResourceGraphDefinition",
    metadata: { name: definitionName(kind) },
    spec: {
      schema: {
        group: GROUP,
        apiVersion: VERSION,
        kind,
        types: { ...types, Values: { ...values } },
        spec: { values: `Values | ${markers}` },
        ...(more.status ? { status: more.status } : {}),
        ...(more.columns ? { additionalPrinterColumns: [...more.columns] } : {}),
      },
      resources: more.resources ? [...more.resources] : [{ id: "config", template }],
    },
  };
}

/** The name of a kind's definition. */
export function definitionName(kind: string): string {
  return kind.toLowerCase();
}

/** An instance of a kind. */
export function instance(kind: string, namespace: string, name: string, values?: JsonObject): Manifest {
  return {
    apiVersion: `${GROUP}/${VERSION}`,
    kind,
    metadata: { namespace, name },
    ...(values === undefined ? {} : { spec: { values } }),
  };
}
