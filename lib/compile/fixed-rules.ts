import { isObject, type JsonObject } from "@/lib/domain/json";
import type { ApiPlace } from "./api-place";
import type { Cel } from "./cel";
import * as cel from "./cel";
import type { Validation } from "./validation";

/** The hint that a property can't change once its instance exists. */
export const FIXED = "x-fixed";

/**
 * The rules for properties that are fixed after creation: what an update states there is what stood there before. A
 * rule of the API's own schema could be gone round by taking the property, or what it lies in, out and setting it anew.
 */
export function fixedRules(root: ApiPlace): Validation[] {
  return fixedPlaces(root).map(({ path, label }) => ({
    expression: `oldObject == null || ${optional("object", path)} == ${optional("oldObject", path)}`,
    message: `${label} is fixed after creation. Make a new one, or state what stood there.`,
  }));
}

interface Fixed {
  path: string[];
  label: string;
}

/** Every property with the hint, from the values' root. Below a list there is none: an entry has no fixed place. */
export function fixedPlaces(place: ApiPlace, path: string[] = [], labels: string[] = []): Fixed[] {
  const own = place.schema[FIXED] === true && path.length > 0 ? [{ path, label: labels.join(" › ") }] : [];
  if (place.type.form !== "struct") return own;
  const inner = place.type.fields.flatMap(({ key, place: child }) =>
    fixedPlaces(child, [...path, key], [...labels, titleOf(child.schema, key)]),
  );
  return [...own, ...inner];
}

function optional(object: string, path: string[]): Cel {
  return `dyn(${object}).?spec.?values${path.map((key) => `[?${cel.literal(key)}]`).join("")}`;
}

function titleOf(schema: JsonObject, key: string): string {
  return isObject(schema) && typeof schema.title === "string" ? schema.title : key;
}
