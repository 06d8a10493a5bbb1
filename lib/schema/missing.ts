import { schemaAt } from "@/lib/domain/field";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { defaultOf } from "./values";

/**
 * Where to say that something required is missing: at a setting itself; of a group that isn't there, at what it requires
 * and has no default for, at every depth. A group that asks for nothing by name is said itself.
 *
 * @param schema a form's schema, or a chart's own
 * @param pointer of what is missing
 * @returns pointers, one at least
 */
export function missingPlaces(schema: JsonObject, pointer: string): string[] {
  const missing = schemaAt(schema, pointer);
  return missing === undefined ? [pointer] : placesIn(schema, missing, segmentsOf(pointer), []).map(pointerOf);
}

/** @param trail the references that led here: a group that lies in itself would go on for ever */
function placesIn(root: JsonObject, group: JsonObject, path: string[], trail: readonly string[]): string[][] {
  const { properties, required } = group;
  if (!isObject(properties) || !Array.isArray(required)) return [path];
  const places = required.flatMap((name) => {
    if (typeof name !== "string") return [];
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!isObject(property)) return [[...path, name]];
    const refs = typeof property.$ref === "string" ? [property.$ref] : [];
    if (refs.some((ref) => trail.includes(ref))) return [[...path, name]];
    const inside = followRef(root, property);
    return defaultOf(inside) === undefined ? placesIn(root, inside, [...path, name], [...trail, ...refs]) : [];
  });
  return places.length === 0 ? [path] : places;
}
