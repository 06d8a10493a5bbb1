/** Any value that JSON (and so a manifest) can hold. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object: manifest values, a schema's defaults, a form's data. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Tells a JSON object from the other JSON values (arrays and null are not objects). */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when two JSON values are the same; the order of an object's keys doesn't matter, and a key without a value is no key. */
export function equalJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => equalJson(item, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = (object: JsonObject): string[] => Object.keys(object).filter((key) => object[key] !== undefined);
  const ofA = keys(a);
  return ofA.length === keys(b).length && ofA.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]));
}

/** An object's own pairs. A key whose value is undefined (a form's way to say empty) is no pair. */
export function entriesOf(object: JsonObject): [string, JsonValue][] {
  return Object.keys(object).flatMap((key): [string, JsonValue][] => {
    const value = object[key];
    return value === undefined ? [] : [[key, value]];
  });
}

/** The object without some keys. */
export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(entriesOf(object).filter(([key]) => !keys.includes(key)));
}
