import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { HELM_KEYS } from "@/lib/schema/helm-keys";

/**
 * The properties of an object schema that a chart's values have, in the schema's order.
 * In: an object schema. Out: `[key, property schema]` pairs without Helm's own keys.
 */
export function propertiesOf(schema: JsonObject, root: boolean): [string, JsonObject][] {
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([key, property]) =>
    isObject(property) && !(root && HELM_KEYS.includes(key)) ? [[key, property] as [string, JsonObject]] : [],
  );
}

/**
 * What a schema gives a value that nobody states: its own `default`, or for an object the defaults of its properties.
 * Out: the value, or undefined when there is none (a required property without a default, for example).
 */
export function defaultOf(schema: JsonObject, root = false): JsonValue | undefined {
  if (schema.default !== undefined) return schema.default;
  const entries = propertiesOf(schema, root).flatMap(([key, property]) => {
    const value = defaultOf(property);
    return value === undefined ? [] : [[key, value] as [string, JsonValue]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
