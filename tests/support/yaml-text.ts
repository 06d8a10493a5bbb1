import fc from "fast-check";
import { stringify } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/**
 * Hand-written looking YAML for a value: comments, blank lines, quotes and block scalars of every kind, flow collections,
 * lists with and without indentation. Each choice is drawn from `pick`, so that fast-check can shrink it.
 */
export interface Pen {
  /** A number from 0 up to, not including, `below`. */
  pick(below: number): number;
}

/** Draws a pen's choices from a list of numbers, over and over. */
export function penOf(choices: readonly number[]): Pen {
  let at = 0;
  return { pick: (below) => (choices.length === 0 ? 0 : (choices[at++ % choices.length] ?? 0) % below) };
}

export const choices: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 40 });

/** A whole file that states `values` in `spec.values`, and each key's own lines in it. */
export function manifestText(values: JsonObject, pen: Pen): { text: string; blocks: Record<string, string> } {
  const head = pen.pick(3) === 0 ? ["---"] : pen.pick(3) === 0 ? ["# The orders database.", ""] : [];
  const top = [
    "apiVersion: example.org/v1alpha1",
    "kind: Postgres",
    "metadata:",
    "  name: orders",
    "  namespace: acme",
    "spec:",
  ];
  const eol = pen.pick(4) === 0 ? "\r\n" : "\n";
  const inner = 2 + 1 + pen.pick(3);
  const entries = Object.entries(values);
  const written = apart(entries.map(([key, value]) => pairLines(key, value, inner, pen)));
  const blocks = entries.map(([key], at) => [key, (written[at] ?? []).join(eol)] as const);
  const none = blocks.length === 0 ? " {}" : pen.pick(3) === 0 ? " # what it asks for" : "";
  const lines = [...head, ...top, `  values:${none}`, ...blocks.map(([, block]) => block)];
  // Without a last line break, a block scalar at the end would be another text.
  const open = pen.pick(4) === 0 && !lines.some((line) => /: [|>]|- [|>]/.test(line));
  return { text: lines.join(eol) + (open ? "" : eol), blocks: Object.fromEntries(blocks) };
}

/** The pairs' lines without a blank one below a text that keeps its line breaks (`|+`): it would be one more of them. */
function apart(pairs: string[][]): string[][] {
  return pairs.map((lines, at) =>
    lines[0] === "" && pairs[at - 1]?.some((line) => line.includes(" |+")) === true ? lines.slice(1) : lines,
  );
}

function pairLines(key: string, value: JsonValue, indent: number, pen: Pen): string[] {
  const pad = " ".repeat(indent);
  const above = pen.pick(5) === 0 ? [`${pad}# about ${key.replace(/[^a-z]/g, "")}`] : pen.pick(8) === 0 ? [""] : [];
  const [first = "", ...rest] = valueLines(value, indent, pen);
  return [...above, `${pad}${keyText(key, pen)}:${first}`, ...rest];
}

/** What follows a colon or dash, and the lines below; `indent` is the key's. */
function valueLines(value: JsonValue, indent: number, pen: Pen): string[] {
  const beside = pen.pick(4) === 0 ? "  # beside" : "";
  const step = 1 + pen.pick(3);
  if (Array.isArray(value) && value.length > 0 && pen.pick(4) > 0) {
    const dashes = indent + pen.pick(2) * step;
    return [beside, ...value.flatMap((item) => itemLines(item, dashes, pen)), ...trailing(dashes + 1, pen)];
  }
  if (isObject(value) && Object.keys(value).length > 0 && pen.pick(4) > 0) {
    const inner = indent + step;
    return [
      beside,
      ...apart(Object.entries(value).map(([key, child]) => pairLines(key, child, inner, pen))).flat(),
      ...trailing(inner, pen),
    ];
  }
  if (typeof value === "string" && /^[a-z]+\n[a-z\n]*$/.test(value) && pen.pick(3) > 0)
    return literal(value, indent + step, beside);
  if (value === null && pen.pick(2) === 0) return [beside];
  return [` ${inline(value, pen)}${beside}`];
}

function itemLines(item: JsonValue, indent: number, pen: Pen): string[] {
  const pad = " ".repeat(indent);
  const above = pen.pick(8) === 0 ? [`${pad}# an entry`] : [];
  if (isObject(item) && Object.keys(item).length > 0 && pen.pick(3) > 0) {
    const gap = 1 + pen.pick(2);
    const lines = Object.entries(item).flatMap(([key, child]) => {
      const [first = "", ...rest] = valueLines(child, indent + 1 + gap, pen);
      return [`${" ".repeat(indent + 1 + gap)}${keyText(key, pen)}:${first}`, ...rest];
    });
    const [first = "", ...rest] = lines;
    return [...above, `${pad}-${first.slice(indent + 1)}`, ...rest];
  }
  const [first = "", ...rest] = valueLines(item, indent, { pick: (below) => (below === 2 ? 1 : pen.pick(below)) });
  return [...above, `${pad}-${first}`, ...rest];
}

function trailing(indent: number, pen: Pen): string[] {
  return pen.pick(8) === 0 ? [`${" ".repeat(indent)}# trailing`] : [];
}

function literal(value: string, indent: number, beside: string): string[] {
  const breaks = /\n*$/.exec(value)?.[0].length ?? 0;
  const chomp = breaks === 0 ? "-" : breaks === 1 ? "" : "+";
  const lines = value.replace(/\n$/, "").split("\n");
  return [` |${chomp}${beside}`, ...lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line))];
}

function inline(value: JsonValue, pen: Pen): string {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, pen)).join(pen.pick(2) === 0 ? ", " : ",  ")}]`;
  if (isObject(value))
    return `{ ${Object.entries(value)
      .map(([key, child]) => `${scalar(key, "QUOTE_DOUBLE")}: ${inline(child, pen)}`)
      .join(", ")} }`;
  const styles = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE"] as const;
  return typeof value === "string" ? scalar(value, styles[pen.pick(3)] ?? "PLAIN") : scalar(value, "PLAIN");
}

/** The library's own spelling, unless it needs several lines or means something else inside a flow collection. */
function scalar(value: JsonValue, style: "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE"): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const text = stringify(value, { version: "1.1", lineWidth: 0, defaultStringType: style }).trimEnd();
  const safe =
    !/[\n\r\u0085\u2028\u2029\ufeff]/.test(text) &&
    (style !== "PLAIN" || /^[A-Za-z][A-Za-z ]*$/.test(text) || /^["']/.test(text));
  return safe && !/^e[-+]?\d+$/i.test(text) ? text : JSON.stringify(value);
}

function keyText(key: string, pen: Pen): string {
  return pen.pick(4) > 0 &&
    /^[a-z][a-z0-9]*$/i.test(key) &&
    !/^(y|n|on|no|yes|off|true|false|null|e[-+]?\d+)$/i.test(key)
    ? key
    : scalar(key, "QUOTE_DOUBLE");
}
