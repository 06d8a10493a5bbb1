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
 * What a schema gives a value that nobody states: its own `default`, or for an object the defaults of its properties
 * where they make it complete. An object of which something required has no default stays away, as in the cluster:
 * Helm would judge half of it and refuse every release.
 * Out: the value, or undefined when there is none. The values themselves (`root`) are always there, as far as they go.
 */
export function defaultOf(schema: JsonObject, root = false): JsonValue | undefined {
  if (schema.default !== undefined) return schema.default;
  const entries = propertiesOf(schema, root).flatMap(([key, property]) => {
    const value = defaultOf(property);
    return value === undefined ? [] : [[key, value] as [string, JsonValue]];
  });
  const made = Object.fromEntries(entries);
  const required = !root && Array.isArray(schema.required) ? schema.required : [];
  const isComplete = required.every((key) => typeof key === "string" && Object.hasOwn(made, key));
  return entries.length > 0 && isComplete ? made : undefined;
}
