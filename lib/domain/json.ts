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
