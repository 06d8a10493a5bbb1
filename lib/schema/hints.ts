import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** The hint that most people leave a property alone (`true`). */
export const ADVANCED = "x-advanced";
/** The hint that a property can't change once its instance exists (`true`). */
export const FIXED = "x-fixed";

/** The hint that the platform team alone sets a property (`"platform"`). */
export const OWNER = "x-owner";
const PLATFORM = "platform";

/**
 * The hint that a property leads to a Secret and never holds what is in it: `"name"` and `"key"` on a text that names
 * one, or a key in one; `"reference"` on an object of such a `name` and `key`; `"generated"` on one that may be left out,
 * because the chart then makes the Secret itself.
 */
export const SECRET = "x-secret";

/** The hint that a text's suggestions come from the cluster: `{ kind, namespace }`, see options.ts. */
export const OPTIONS = "x-options";

/** A property that has a hint, reached from the values' root through properties alone: it has one place in a manifest. */
export interface HintedPlace {
  /** RFC 6901, into the values. */
  pointer: string;
  path: string[];
  /** What a person calls it, with what it lies in: "Backups › Schedule". */
  label: string;
  schema: JsonObject;
}

/**
 * Every property whose hint passes, outer ones first.
 * In: a chart's schema or a form's. What lies in lists, free keys, branches and behind references is not looked at: the
 * gate lets no such hint stand there (gate-hints.ts).
 */
export function hintedPlaces(schema: JsonObject, passes: (property: JsonObject) => boolean): HintedPlace[] {
  return below(schema, passes, [], []);
}

/** The properties that are fixed after creation. */
export function fixedPlaces(schema: JsonObject): HintedPlace[] {
  return hintedPlaces(schema, (property) => property[FIXED] === true);
}

/** True for a property that the platform team alone sets. */
export function isPlatformOwned(property: JsonObject): boolean {
  return property[OWNER] === PLATFORM;
}

/** The properties that the platform team alone sets. */
export function platformPlaces(schema: JsonObject): HintedPlace[] {
  return hintedPlaces(schema, isPlatformOwned);
}

function below(
  schema: JsonObject,
  passes: (property: JsonObject) => boolean,
  path: string[],
  labels: string[],
): HintedPlace[] {
  return Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(([key, property]) => {
    if (!isObject(property)) return [];
    const at = [...path, key];
    const named = [...labels, titled(property.title, key)];
    const own = passes(property)
      ? [{ pointer: pointerOf(at), path: at, label: named.join(" › "), schema: property }]
      : [];
    return [...own, ...below(property, passes, at, named)];
  });
}

function titled(title: JsonValue | undefined, key: string): string {
  return typeof title === "string" && title.trim() !== "" ? title : key;
}
