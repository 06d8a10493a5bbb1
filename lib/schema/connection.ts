import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/**
 * The hint in which a schema tells of what others make of the chart's objects so that it can be used, as an operator
 * makes the Services and the login of a database: a list of `{ service, ports, use }` and `{ secret, keys, use }`. Names may hold
 * the blanks `<release>`, `<namespace>` and `<values/a/b>`. What the chart itself renders is known without it.
 */
export const CONNECTION = "x-connection";

/** A Service that others make, or a Secret: its keys, never what is in it. */
export type MadeByOthers =
  | { service: string; ports: number[]; use: string }
  | { secret: string; keys: string[]; use: string };

/** What the hint tells; what has another shape is passed over (the gate refuses it). */
export function connectionTold(schema: JsonObject): MadeByOthers[] {
  const hint = schema[CONNECTION];
  return Array.isArray(hint) ? hint.flatMap((one) => madeByOthers(one) ?? []) : [];
}

/** One entry of the hint, or null for anything else. */
export function madeByOthers(entry: JsonValue): MadeByOthers | null {
  if (!isObject(entry) || Object.keys(entry).length !== 3) return null;
  const { service, ports, secret, keys, use } = entry;
  if (typeof use !== "string" || use.trim() === "") return null;
  if (isName(service) && isListOf(ports, isPort)) return { service, ports, use };
  if (isName(secret) && isListOf(keys, isKey)) return { secret, keys, use };
  return null;
}

function isName(value: JsonValue | undefined): value is string {
  return typeof value === "string" && /^[a-z0-9<>/.-]+$/i.test(value);
}

function isKey(value: JsonValue): value is string {
  return typeof value === "string" && /^[-._a-zA-Z0-9]+$/.test(value);
}

function isPort(value: JsonValue): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65_536;
}

function isListOf<T extends JsonValue>(value: JsonValue | undefined, is: (item: JsonValue) => item is T): value is T[] {
  return Array.isArray(value) && value.length > 0 && value.every(is);
}
