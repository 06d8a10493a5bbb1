import { isObject, type JsonObject } from "./json";
import { valueAt } from "./pointer";

/** Keywords that describe and never judge: beside a `$ref` they still say something about the place that refers. */
export const ANNOTATIONS = ["title", "description", "default", "examples"] as const;

/**
 * The schema that a local `$ref` leads to (through further ones), with the referring place's own annotations; as
 * draft-07 says, other keywords beside a `$ref` count for nothing. A schema without `$ref` is itself.
 * A `$ref` that leads nowhere, elsewhere or in a circle is the empty schema.
 */
export function followRef(root: JsonObject, schema: JsonObject): JsonObject {
  const notes: JsonObject = {};
  let at = schema;
  for (let step = 0; typeof at.$ref === "string"; step++) {
    for (const keyword of ANNOTATIONS) {
      const note = at[keyword];
      if (note !== undefined && notes[keyword] === undefined) notes[keyword] = note;
    }
    const target = refTarget(root, at.$ref);
    if (target === undefined || step > 20) return notes;
    at = target;
  }
  return at === schema ? schema : { ...at, ...notes };
}

/** What a `$ref` points at in its own file, or undefined. */
export function refTarget(root: JsonObject, ref: string): JsonObject | undefined {
  const [file, fragment] = ref.split("#", 2);
  const own = typeof root.$id === "string" ? root.$id : "";
  if (fragment === undefined || (file !== "" && file !== own)) return undefined;
  const target = valueAt(root, unescaped(fragment));
  return isObject(target) ? target : undefined;
}

/** A fragment's percent signs may be meant as they stand. */
function unescaped(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
