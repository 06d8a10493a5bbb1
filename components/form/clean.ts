import type { JsonObject, JsonValue } from "@/lib/domain/json";

function cleanValue(value: unknown): JsonValue | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => cleanValue(item) ?? null);
    // The same array where nothing changed, so that comparing by reference stays cheap.
    return items.every((item, index) => item === value[index]) ? (value as JsonValue[]) : items; // each item is JSON, as just compared
  }
  if (typeof value === "object" && value !== null) {
    const before = Object.entries(value);
    const after = before.flatMap(([key, entry]) => {
      const kept = cleanValue(entry);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    const same = after.length === before.length && after.every(([, entry], index) => entry === before[index]?.[1]);
    return same ? (value as JsonObject) : Object.fromEntries(after); // every entry is JSON, as just compared
  }
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  return undefined;
}

/** A form's data as JSON: keys whose value is undefined are not there. Returns the same object where there were none. */
export function clean(data: unknown): JsonObject {
  const result = cleanValue(data);
  return typeof result === "object" && result !== null && !Array.isArray(result) ? result : {};
}
