import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/**
 * Expressions of the Common Expression Language (CEL, cel-spec "Language Definition") over values whose types are only
 * known when they are judged. Each function returns an expression's text; `ALWAYS` and `NEVER` are folded away, so that
 * what is left says no more than it must.
 */
export type Cel = string;

export const ALWAYS: Cel = "true";
export const NEVER: Cel = "false";

/** True when all parts are. What joins parts brings its own brackets, so that every text can be a part as it is. */
export function and(...parts: Cel[]): Cel {
  const left = [...new Set(parts.filter((part) => part !== ALWAYS))];
  return left.includes(NEVER) ? NEVER : joined(left, "&&", ALWAYS);
}

/** True when one part is. */
export function or(...parts: Cel[]): Cel {
  const left = [...new Set(parts.filter((part) => part !== NEVER))];
  return left.includes(ALWAYS) ? ALWAYS : joined(left, "||", NEVER);
}

export function not(part: Cel): Cel {
  if (part === ALWAYS) return NEVER;
  if (part === NEVER) return ALWAYS;
  return part.startsWith("(") || /^has\([^()]*\)$/.test(part) ? `!${part}` : `!(${part})`;
}

/** `then` where the condition holds; where it doesn't, nothing is asked. */
export function implies(condition: Cel, then: Cel): Cel {
  return or(not(condition), then);
}

export function either(condition: Cel, then: Cel, otherwise: Cel): Cel {
  if (condition === ALWAYS || then === otherwise) return then;
  if (otherwise === ALWAYS) return implies(condition, then);
  if (then === ALWAYS) return or(condition, otherwise);
  return condition === NEVER ? otherwise : `(${condition} ? ${then} : ${otherwise})`;
}

/** An expression that stands alone, without the brackets that it needs as a part. */
export function whole(part: Cel): Cel {
  return part.startsWith("(") ? part.slice(1, -1) : part;
}

function joined(parts: Cel[], operator: "&&" | "||", none: Cel): Cel {
  const [first = none] = parts;
  if (parts.length < 2) return first;
  // The same operator needs no brackets within itself.
  const flat = parts.map((part) => (hasOnly(part, operator) ? whole(part) : part));
  return `(${flat.join(` ${operator} `)})`;
}

/** True for a bracketed text whose parts are joined by this operator. */
function hasOnly(part: Cel, operator: "&&" | "||"): boolean {
  if (!part.startsWith("(")) return false;
  const operators = topLevel(whole(part));
  return operators.length > 0 && operators.every((found) => found === operator);
}

/** The operators of a text that stand outside of its brackets and quotes. */
function topLevel(text: string): string[] {
  const outside = text.replace(/'(?:\\.|[^'\\])*'/g, "_");
  const found: string[] = [];
  let depth = 0;
  for (const [token] of outside.matchAll(/[([{]|[)\]}]|&&|\|\||\?/g)) {
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth--;
    else if (depth === 0) found.push(token);
  }
  return found;
}

/** True when every entry of a list, or every key of a map, is as `inner` says. */
export function all(range: Cel, name: string, inner: Cel): Cel {
  return inner === ALWAYS ? ALWAYS : `${range}.all(${name}, ${inner})`;
}

export function some(range: Cel, name: string, inner: Cel): Cel {
  return inner === NEVER ? NEVER : `${range}.exists(${name}, ${inner})`;
}

/** True when exactly one part is. */
export function exactlyOne(parts: Cel[]): Cel {
  const [first = NEVER] = parts;
  return parts.length < 2 ? first : `[${parts.join(", ")}].exists_one(holds, holds)`;
}

/** A name that `object.name` may use: an identifier that CEL has not reserved (cel-spec, "Values and Types"). */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RESERVED = new Set(
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);

function isIdentifier(key: string): boolean {
  return IDENTIFIER.test(key) && !RESERVED.has(key);
}

/** The value under a key of a map that has it. */
export function at(map: Cel, key: string): Cel {
  return isIdentifier(key) ? `${map}.${key}` : `${map}[${literal(key)}]`;
}

/** True when a map has a key. */
export function has(map: Cel, key: string): Cel {
  return isIdentifier(key) ? `has(${map}.${key})` : `${literal(key)} in ${map}`;
}

/** True when the value is one of these. Values of one type are looked up in a list: CEL takes no mixed ones. */
export function isOneOf(value: Cel, options: readonly JsonValue[]): Cel {
  const texts = options.filter((option) => typeof option === "string");
  const [only] = options;
  if (texts.length === options.length && options.length > 1) return `${value} in [${texts.map(literal).join(", ")}]`;
  if (options.length === 1 && only !== undefined) return `${value} == ${literal(only)}`;
  return or(...options.map((option) => `${value} == ${literal(option)}`));
}

/** A value in CEL. Entries of lists and maps are made dynamic where they are of several types. */
export function literal(value: JsonValue): Cel {
  if (typeof value === "string") return `'${Array.from(value, escaped).join("")}'`;
  if (typeof value === "number") return numeral(value);
  if (Array.isArray(value)) return `[${value.map((item) => `dyn(${literal(item)})`).join(", ")}]`;
  if (isObject(value)) return mapLiteral(value);
  return String(value);
}

function mapLiteral(value: JsonObject): Cel {
  return `{${Object.entries(value)
    .map(([key, child]) => `${literal(key)}: dyn(${literal(child)})`)
    .join(", ")}}`;
}

function numeral(value: number): Cel {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? "0" : String(value);
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function escaped(character: string): string {
  const named = { "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  // Control characters and everything that YAML or an editor could take for a line's end.
  const isPlain =
    code >= 0x20 && code !== 0x7f && !(code >= 0x80 && code <= 0x9f) && code !== 0x2028 && code !== 0x2029;
  if (isPlain) return character;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
