import { schemaAt } from "@/lib/domain/field";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { defaultOf, statedValues } from "@/lib/schema/values";
import { isRequired } from "./schema-facts";

/** What makes a schema one of a group: named keys, free keys, shapes or conditions. An island has none of them. */
const PARTS = ["properties", "additionalProperties", "oneOf", "anyOf", "allOf", "if", "dependencies"];

function isGroup(schema: JsonObject): boolean {
  return PARTS.some((part) => schema[part] !== undefined);
}

/** True for a group that is there without being stated, because its defaults make it whole. */
export function comesByItself(schema: JsonObject): boolean {
  return defaultOf(schema) !== undefined;
}

/**
 * The values without the optional groups in which nothing is stated: emptied again by the person, or laid in by the form
 * library while something else was typed. Left there, such a group would be written as `{}`, and what it requires would
 * be asked for though nobody wants it. What is required, or stated by the file, stays.
 *
 * @param schema a form's schema
 * @param before the values before the last change: only what changed since is looked at
 * @param next what the fields hold now; not changed
 * @param file what the file states
 */
export function withoutHollow(schema: JsonObject, before: JsonObject, next: JsonObject, file: JsonObject): JsonObject {
  const entries = Object.entries(next).flatMap(([key, value]): [string, JsonValue][] => {
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    if (value === was || typeof value !== "object") return [[key, value]];
    const child = schemaAt(schema, pointerOf([key]));
    if (!child) return [[key, value]];
    const stated = Object.hasOwn(file, key) ? file[key] : undefined;
    const kept = changed(child, was, value, stated);
    const isOptional = stated === undefined && !isRequired(schema, key) && isGroup(child) && isObject(kept);
    return isOptional && isHollow(child, kept) && !comesByItself(child) ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function changed(
  schema: JsonObject,
  was: JsonValue | undefined,
  value: JsonValue,
  stated: JsonValue | undefined,
): JsonValue {
  if (isObject(value))
    return isGroup(schema)
      ? withoutHollow(schema, isObject(was) ? was : {}, value, isObject(stated) ? stated : {})
      : value;
  const { items } = schema;
  // An item that was typed in, not one that moved: what moved is as the person or the file wrote it.
  if (!Array.isArray(value) || !Array.isArray(was) || was.length !== value.length || !isObject(items)) return value;
  const typedIn = value.filter((item, at) => item !== was[at]);
  if (typedIn.length !== 1) return value;
  const old = Array.isArray(stated) ? stated : [];
  return value.map((item, at) => (item === was[at] ? item : changed(items, was[at], item, old[at])));
}

function isHollow(schema: JsonObject, value: JsonObject): boolean {
  return Object.keys(statedValues(schema, value, {})).length === 0;
}
