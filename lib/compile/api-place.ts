import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Shape } from "@/lib/schema/shape";

/** What the Kubernetes API can be told of a kind of value: what KRO's SimpleSchema has a word for (pkg/simpleschema). */
export type ApiType =
  | { form: "scalar"; name: "boolean" | "float" | "integer" | "string" }
  /** An object whose keys are all known: any other key is refused by a strict write, and dropped by any other. */
  | { form: "struct"; fields: ApiField[] }
  /** An object of which the API knows nothing more: the policy alone judges what is in it. */
  | { form: "open" }
  /** An object whose keys are free and whose entries are alike. */
  | { form: "map"; entries: ApiPlace }
  | { form: "list"; items: ApiPlace };

/** One property of a struct. */
export interface ApiField {
  key: string;
  required: boolean;
  place: ApiPlace;
}

/** One place in a service's values as the API sees it, and who judges what there. */
export interface ApiPlace {
  /** The place's schema, without references. */
  schema: JsonObject;
  type: ApiType;
  /** Keywords that the API's own schema says. */
  markers: Partial<Record<MarkerKeyword, JsonValue>>;
  /** What the API puts there when nothing is stated. */
  default?: JsonValue;
  /** Keywords that only a policy can say: a schema of its own. */
  residue: JsonObject;
  /** What the API and the policy judge otherwise than form and Helm. */
  losses: Loss[];
}

export const MARKER_KEYWORDS = [
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
] as const;
export type MarkerKeyword = (typeof MARKER_KEYWORDS)[number];

/** A keyword that the API doesn't judge as form and Helm do. */
export interface Loss {
  keyword: string;
  /** A sentence: what happens instead. */
  why: string;
}

/** The kind of value that the API lets a place hold; null where there is no place. */
export function shapeOfPlace(place: ApiPlace | null): Shape | null {
  if (place === null) return null;
  const { type } = place;
  if (type.form === "scalar") return type.name === "float" ? "number" : type.name;
  return type.form === "list" ? "array" : "object";
}
