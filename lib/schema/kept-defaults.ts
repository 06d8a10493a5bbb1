import { equalJson, isObject, type JsonObject } from "@/lib/domain/json";
import type { KeptDefault } from "@/lib/domain/kept-default";
import { pointerOf, segmentsOf, valueAt } from "@/lib/domain/pointer";
import { effectiveValues } from "./values";

/**
 * The settings whose old default an instance goes on with. The API writes defaults into an object when it is made, and a
 * new default changes no object that is there.
 *
 * @param before the form's schema when the instance was made
 * @param after the form's schema now
 * @param stated what its manifest states
 */
export function keptDefaults(before: JsonObject, after: JsonObject, stated: JsonObject): KeptDefault[] {
  const stored = effectiveValues(before, stated);
  return changedDefaults(before, after, []).flatMap(({ path, is }) => {
    const pointer = pointerOf(path);
    const was = valueAt(stored, pointer);
    // Within an object that isn't there nothing was stored.
    return was === undefined || valueAt(stated, pointer) !== undefined ? [] : [{ pointer, was, is }];
  });
}

/**
 * A schema in which the settings have the defaults that the instance goes on with: what a form shows and leaves unsaid
 * follows from those.
 *
 * @returns the schema itself when nothing is kept
 */
export function withKeptDefaults(schema: JsonObject, kept: readonly KeptDefault[]): JsonObject {
  return kept.reduce((at, { pointer, was }) => withDefault(at, segmentsOf(pointer), was), schema);
}

function changedDefaults(
  before: JsonObject,
  after: JsonObject,
  path: string[],
): { path: string[]; is: KeptDefault["is"] }[] {
  if (path.length > 0 && (before.default !== undefined || after.default !== undefined))
    return before.default === undefined || equalJson(before.default, after.default)
      ? []
      : [{ path, is: after.default ?? null }];
  if (!isObject(before.properties) || !isObject(after.properties)) return [];
  const now = after.properties;
  return Object.entries(before.properties).flatMap(([key, old]) => {
    const next = Object.hasOwn(now, key) ? now[key] : undefined;
    return isObject(old) && isObject(next) ? changedDefaults(old, next, [...path, key]) : [];
  });
}

function withDefault(schema: JsonObject, [key, ...rest]: string[], value: KeptDefault["was"]): JsonObject {
  if (key === undefined) return { ...schema, default: value };
  const { properties } = schema;
  const child = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (!isObject(properties) || !isObject(child)) return schema;
  const entries = Object.entries(properties).map(([name, old]) =>
    name === key ? ([name, withDefault(child, rest, value)] as const) : ([name, old] as const),
  );
  return { ...schema, properties: Object.fromEntries(entries) };
}
