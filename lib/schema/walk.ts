import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** Keywords whose value is one schema. */
export const ONE = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
] as const;
/** Keywords whose value is a list of schemas (`items` may be one, too). */
export const MANY = ["allOf", "anyOf", "items", "oneOf"] as const;
/** Keywords whose value is a schema by name (in `dependencies` it may be a list of names instead). */
export const NAMED = [
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
] as const;

/** Every schema in a schema file, the root first, with its JSON pointer. Values (`default`, `enum`, …) are not schemas. */
export function subschemas(root: JsonObject): { schema: JsonObject; pointer: string }[] {
  const found: { schema: JsonObject; pointer: string }[] = [];
  const visit = (value: JsonValue | undefined, path: string[]): void => {
    if (!isObject(value)) return;
    found.push({ schema: value, pointer: pointerOf(path) });
    for (const keyword of ONE) visit(value[keyword], [...path, keyword]);
    for (const keyword of MANY) {
      const list = value[keyword];
      if (Array.isArray(list)) list.forEach((child, at) => visit(child, [...path, keyword, String(at)]));
    }
    for (const keyword of NAMED) {
      const named = value[keyword];
      if (isObject(named)) for (const [name, child] of Object.entries(named)) visit(child, [...path, keyword, name]);
    }
  };
  visit(root, []);
  return found;
}

/** A copy of a schema in which `change` was applied to the schema itself and then to every schema within. */
export function mapSchemas(schema: JsonValue, change: (schema: JsonObject) => JsonObject): JsonValue {
  if (!isObject(schema)) return schema;
  const entries = Object.entries(change(schema)).map(([keyword, value]): [string, JsonValue] => [
    keyword,
    mapWithin(keyword, value, (child) => mapSchemas(child, change)),
  ]);
  return Object.fromEntries(entries);
}

/** A keyword's value in which `change` was applied to the schemas that lie directly in it. */
export function mapWithin(keyword: string, value: JsonValue, change: (schema: JsonValue) => JsonValue): JsonValue {
  if (isIn(MANY, keyword) && Array.isArray(value)) return value.map(change);
  if (isIn(ONE, keyword)) return change(value);
  if (isIn(NAMED, keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]));
  return value;
}

function isIn(keywords: readonly string[], keyword: string): boolean {
  return keywords.includes(keyword);
}
