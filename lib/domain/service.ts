import type { ChartObject } from "./chart-object";
import type { JsonObject } from "./json";

/** A chart that can be requested, as the catalogue knows it at one commit of the platform repository. */
export interface Service {
  /** The chart's folder and name, kebab-case: `postgres`, `full-stack`. */
  name: string;
  /** Its Kubernetes kind, derived from the name: `Postgres`, `FullStack`. */
  kind: string;
  /** From the schema's `title`, or where that is none or everybody's ("Values") the chart's name in words: "Web app". */
  title: string;
  /** From the schema's `description`, else the chart's: one sentence for the card. */
  description: string;
  /** The text of the chart's `icon.svg`, or null when it ships none. */
  icon: string | null;
  /** The chart's keywords. */
  tags: string[];
  /** The chart's version. */
  chartVersion: string;
  /** The parsed `values.schema.json`, untouched. */
  schema: JsonObject;
  /** SHA-256 (hex) of the schema file's bytes: a form sends it back, so that a changed schema is noticed. */
  schemaHash: string;
  /** What the templates can render, in their order: of an instance, `releaseObjects` tells which of them there are. */
  objects: ChartObject[];
}

/** The one service that is not requested inside a tenant but makes one. */
export const TENANT_SERVICE = "tenant";

/** True for every service whose instances live in a tenant. */
export function isInstanceService(service: Pick<Service, "name">): boolean {
  return service.name !== TENANT_SERVICE;
}

/** `postgres` → `Postgres`, `full-stack` → `FullStack`. */
export function kindOf(service: string): string {
  return service
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** `cert-manager` → "Cert manager". */
export function inWords(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
