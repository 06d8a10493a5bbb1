import { entriesOf, isObject, type JsonValue } from "@/lib/domain/json";

/**
 * Writes YAML that every reader understands alike, Go's YAML 1.1 parsers included: what could be read as anything but
 * the text that it is stands in quotes. Without a library, so that the form's first preview needs none.
 */

/** `block` is a value on its line; inside `{}` and `[]` a few more characters have a meaning. */
export type Context = "block" | "flow";

/** What is left of a value when it is written at a place: the text beside the key, and the lines below it. */
export interface Emitted {
  /** Beside the key or dash; empty when everything is below. */
  inline: string;
  /** Whole lines, indented, without line breaks. */
  below: string[];
}

/** A text, number, true, false or null on one line. */
export function emitScalar(value: null | boolean | number | string, context: Context = "block"): string {
  if (typeof value === "string") return isPlain(value, context) ? value : quoted(value);
  if (typeof value !== "number") return String(value);
  // Go reads 1e21 as a number only with a dot or sign in some versions; JSON's own spelling has both.
  return Object.is(value, -0) ? "0" : String(value);
}

/** A value on one line in the manner of the one that it replaces: a quoted text stays quoted. */
export function emitRestyled(
  value: null | boolean | number | string,
  style: "plain" | "single" | "double",
  context: Context = "block",
): string {
  if (typeof value !== "string" || style === "plain") return emitScalar(value, context);
  return style === "single" && /^[\x20-\x7e\u00a1-\u2027\u202a-\ud7ff]*$/.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : quoted(value);
}

/** Any value on one line: `{size: 1, tags: [a, b]}`. */
export function emitFlow(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(emitFlow).join(", ")}]`;
  if (!isObject(value)) return emitScalar(value, "flow");
  const pairs = entriesOf(value).map(([key, child]) => `${emitScalar(key, "flow")}: ${emitFlow(child)}`);
  return pairs.length === 0 ? "{}" : `{${pairs.join(", ")}}`;
}

/**
 * A value in block style.
 * @param indent spaces before the key or dash that the value belongs to
 */
export function emitBlock(value: JsonValue, indent: number): Emitted {
  const inner = indent + 2;
  if (Array.isArray(value)) {
    if (value.length === 0) return { inline: "[]", below: [] };
    return { inline: "", below: value.flatMap((item) => emitItem(item, inner)) };
  }
  if (isObject(value)) {
    const pairs = entriesOf(value);
    if (pairs.length === 0) return { inline: "{}", below: [] };
    return { inline: "", below: pairs.flatMap(([key, child]) => emitPair(key, child, inner)) };
  }
  if (typeof value === "string" && isLiteral(value)) {
    const chomp = value.endsWith("\n") ? "" : "-";
    const lines = value.replace(/\n$/, "").split("\n");
    return { inline: `|${chomp}`, below: lines.map((line) => (line === "" ? "" : `${" ".repeat(inner)}${line}`)) };
  }
  return { inline: emitScalar(value), below: [] };
}

/** `key: value` and what lies below it, as lines. */
export function emitPair(key: string, value: JsonValue, indent: number): string[] {
  const { inline, below } = emitBlock(value, indent);
  return [`${" ".repeat(indent)}${emitScalar(key)}:${inline === "" ? "" : ` ${inline}`}`, ...below];
}

/** `- item` and what lies below it, as lines; a map's first key stands beside the dash. */
export function emitItem(item: JsonValue, indent: number): string[] {
  const { inline, below } = emitBlock(item, indent);
  const dash = `${" ".repeat(indent)}-`;
  const [first, ...rest] = below;
  if (inline === "" && first !== undefined) return [`${dash} ${first.slice(indent + 2)}`, ...rest];
  return [`${dash} ${inline}`, ...below];
}

/** Words that some YAML reader takes for true, false, null or a number (`e0` is one to JavaScript's). */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[-+]?\d+)$/i;
/** Begins with a letter, and nothing in it means anything to YAML. */
const WORD = /^[A-Za-z](?:[\w./@%+-]|:(?=[\w./@%+-])|[ ,()'"](?=[\w./@%+('"-]))*[).]?$/;
/** A number with a unit: a quantity, a duration, a share. Never an exponent, hexadecimal, octal or time. */
const QUANTITY = /^\d+(?:\.\d+)?(?:[KMGTP]i?|Ei|[munkshdw]|ms|us|ns|%)$/;
const SPECIAL_IN_FLOW = /[:,"'()]/;

function isPlain(text: string, context: Context): boolean {
  if (QUANTITY.test(text)) return true;
  return WORD.test(text) && !RESERVED.test(text) && (context === "block" || !SPECIAL_IN_FLOW.test(text));
}

/** A text of several lines that reads best as it is. */
function isLiteral(text: string): boolean {
  const lines = text.replace(/\n$/, "").split("\n");
  const [first = ""] = lines;
  return (
    text.includes("\n") &&
    first !== "" &&
    !text.endsWith("\n\n") &&
    lines.every((line) => /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff]*$/.test(line) && !line.endsWith(" ")) &&
    !lines.some((line) => line.startsWith(" ") && line.trim() === "") &&
    !first.startsWith(" ")
  );
}

/** In double quotes, as JSON writes it; characters that YAML 1.1 takes for line breaks or refuses are escaped, too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
