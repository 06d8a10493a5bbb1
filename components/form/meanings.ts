import type { JsonObject, JsonValue } from "@/lib/domain/json";

/** A description, taken apart: what each value means, and what is left to say about the field as a whole. */
export interface Meanings {
  /** In the order of the values. */
  each: string[];
  rest: string;
}

/**
 * Finds what each value of an `enum` means in a description that says so: "CPU of each copy: small 0.5 CPU, large 2 CPU. It
 * can grow." The description stays the only place where it is said, so that a chart's test of it holds for the form as well.
 * Null unless every value has its part, in the schema's order.
 */
export function meaningsOf(schema: JsonObject): Meanings | null {
  const { description, enum: values } = schema;
  if (typeof description !== "string" || !Array.isArray(values) || !values.every(isWord)) return null;
  const colon = description.indexOf(": ");
  if (colon === -1) return null;
  const list = description.slice(colon + 2);
  // A sentence ends with a point that no digit follows: "0.5 CPU" goes on.
  const end = /\.(?!\d)/.exec(list)?.index ?? list.length;
  const parts = list.slice(0, end).split(", ");
  const each = parts.flatMap((part, index) => {
    const value = values[index];
    return value !== undefined && part.startsWith(`${value} `) ? [part.slice(value.length + 1)] : [];
  });
  if (each.length !== values.length || parts.length !== values.length) return null;
  return { each, rest: `${description.slice(0, colon)}.${list.slice(end + 1)}` };
}

function isWord(value: JsonValue): value is string {
  return typeof value === "string";
}
