import { entriesOf, isObject, type JsonValue } from "@/lib/domain/json";

/** A text as a literal of Backstage's template language, which knows four escapes. */
export function literal(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

/**
 * A condition of the template language: is the value of an expression this one? The order of an object's keys doesn't
 * matter, as everywhere in values.
 */
export function equals(expression: string, value: JsonValue): string {
  if (isObject(value)) {
    const entries = entriesOf(value);
    return both(`${isMap(expression)} and (${expression} | length) == ${entries.length}`, [
      ...entries.map(([key, child]) => equals(`${expression}[${literal(key)}]`, child)),
    ]);
  }
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null))
    return both(`${isList(expression)} and (${expression} | length) == ${value.length}`, [
      ...value.map((item, at) => equals(`${expression}[${at}]`, item)),
    ]);
  return `(${expression} | dump) == ${literal(JSON.stringify(value))}`;
}

/** A condition: is it an object? Told by how it is dumped, which every engine and version does alike. */
export function isMap(expression: string): string {
  return `(${expression} | dump)[0] == "{"`;
}

/** A condition: is it a list? */
export function isList(expression: string): string {
  return `(${expression} | dump)[0] == "["`;
}

function both(first: string, others: string[]): string {
  return `(${[first, ...others].join(" and ")})`;
}
