import type { Gate } from "@/lib/domain/chart-object";
import { isTruthy } from "@/lib/domain/chart-object";
import { isObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** What an expression comes to while nobody knows an instance's values. */
export type Symbol =
  | { is: "known"; value: JsonValue }
  /** A value of the instance, by its path. */
  | { is: "value"; path: string[] }
  /** A text with blanks: `<release>-pods`. */
  | { is: "text"; text: string }
  | { is: "map"; entries: ReadonlyMap<string, Symbol> }
  | { is: "list"; items: Symbol[] }
  /** True or false, depending on the instance's values. */
  | { is: "gate"; gate: Gate }
  | { is: "unknown"; why: string };

/** What can't be told in a text. */
export const BLANK = "<?>";

export const NOTHING: Symbol = { is: "known", value: null };

export const known = (value: JsonValue): Symbol => ({ is: "known", value });
export const unknown = (why: string): Symbol => ({ is: "unknown", why });

/** A text; one without blanks is simply known. */
export function textSymbol(text: string): Symbol {
  return /<(release|namespace|values|\?)/.test(text) ? { is: "text", text } : known(text);
}

/** What is written where a symbol stands. */
export function textOf(symbol: Symbol): string {
  switch (symbol.is) {
    case "known":
      if (symbol.value === null) return "";
      return typeof symbol.value === "object" ? BLANK : String(symbol.value);
    case "value":
      return `<values${pointerOf(symbol.path)}>`;
    case "text":
      return symbol.text;
    default:
      return BLANK;
  }
}

/** The condition that `if` makes of a symbol; true and false where it is known. */
export function gateOf(symbol: Symbol): Gate | boolean {
  switch (symbol.is) {
    case "known":
      return isTruthy(symbol.value);
    case "value":
      return { set: pointerOf(symbol.path) };
    case "text":
      return symbol.text.replaceAll(/<(\?|values)[^>]*>/g, "") === "" ? { unknown: symbol.text } : true;
    case "map":
      return symbol.entries.size > 0;
    case "list":
      return symbol.items.length > 0;
    case "gate":
      return symbol.gate;
    case "unknown":
      return { unknown: symbol.why };
  }
}

/** A condition as a symbol. */
export function symbolOfGate(gate: Gate | boolean): Symbol {
  return typeof gate === "boolean" ? known(gate) : { is: "gate", gate };
}

export function notGate(gate: Gate | boolean): Gate | boolean {
  if (typeof gate === "boolean") return !gate;
  return "not" in gate ? gate.not : { not: gate };
}

/** All of them (`and`) or one of them (`or`) must hold. */
export function joinGates(gates: readonly (Gate | boolean)[], all: boolean): Gate | boolean {
  // What decides nothing is left out; what decides everything is the answer.
  const open = gates.flatMap((gate) => (typeof gate === "boolean" ? [] : [gate]));
  if (gates.includes(!all)) return !all;
  const [only, ...others] = open;
  if (only === undefined) return all;
  return others.length === 0 ? only : all ? { all: open } : { any: open };
}

/** The member of that name. */
export function memberOf(symbol: Symbol, key: string): Symbol {
  switch (symbol.is) {
    case "value":
      return { is: "value", path: [...symbol.path, key] };
    case "map":
      return symbol.entries.get(key) ?? NOTHING;
    case "known": {
      const value = isObject(symbol.value) && Object.hasOwn(symbol.value, key) ? symbol.value[key] : undefined;
      return known(value ?? null);
    }
    default:
      return unknown(`.${key}`);
  }
}

/** The items of a list, or of a map in the order of its keys; null when they can't be told. */
export function itemsOf(symbol: Symbol): { key: JsonValue; item: Symbol }[] | null {
  if (symbol.is === "list") return symbol.items.map((item, key) => ({ key, item }));
  if (symbol.is === "map")
    return [...symbol.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => ({ key, item }));
  if (symbol.is !== "known") return null;
  const { value } = symbol;
  if (Array.isArray(value)) return value.map((item, key) => ({ key, item: known(item) }));
  if (isObject(value))
    return Object.keys(value)
      .sort()
      .map((key) => ({ key, item: known(value[key] ?? null) }));
  return value === null ? [] : null;
}
