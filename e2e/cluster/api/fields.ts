import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/** A field that should be a string; empty when it is anything else. */
export function textAt(object: JsonObject | undefined, key: string): string {
  const value = object?.[key];
  return typeof value === "string" ? value : "";
}

/** A field that should be an object; one without keys when it is anything else. */
export function objectAt(object: JsonObject | undefined, key: string): JsonObject {
  const value: JsonValue | undefined = object?.[key];
  return isObject(value) ? value : {};
}

/** A field that should be a list of objects; empty when it is anything else. */
export function objectsAt(object: JsonObject | undefined, key: string): JsonObject[] {
  const value = object?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}
