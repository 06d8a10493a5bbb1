import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { AjvError } from "./ajv-error";

/** A kind of problem and the sentence for the person. */
export interface Said {
  code: string;
  message: string;
}

type Sentence = (params: Record<string, unknown>, value: JsonValue | undefined, schema: JsonObject) => Said;

/** What to say of one error, given the value that was judged and the schema of its place. */
export function sentenceOf(error: AjvError, value: JsonValue | undefined, schema: JsonObject): Said {
  const sentence = SENTENCES[error.keyword];
  if (sentence) return sentence(error.params, value, schema);
  return { code: "invalid", message: `This ${error.message ?? `breaks the rule "${error.keyword}"`}.` };
}

const SENTENCES: Record<string, Sentence> = {
  type: ({ type }, value) =>
    value === null
      ? { code: "wrong-type", message: "This is empty. Give it a value, or take the key out." }
      : { code: "wrong-type", message: `${wanted(type)}. ${entered(value)}` },
  // What options a choice has is known where it is collapsed; a group of settings can't be quoted back.
  union: ({ sentence }, value) => ({
    code: "no-option-fits",
    message: isObject(value) ? String(sentence) : `${String(sentence)} ${entered(value)}`,
  }),
  enum: ({ allowedValues }, value, { enum: own }) => ({
    code: "not-an-option",
    message: `${oneOf(isList(allowedValues) ? allowedValues : isList(own) ? own : [])} ${entered(value)}`,
  }),
  const: ({ allowedValue }, value) => ({
    code: "not-an-option",
    message: `It must be ${shown(allowedValue)}. ${entered(value)}`,
  }),

  maximum: ({ limit }, value) => ({ code: "too-large", message: `At most ${number(limit)}. ${entered(value)}` }),
  minimum: ({ limit }, value) => ({ code: "too-small", message: `At least ${number(limit)}. ${entered(value)}` }),
  exclusiveMaximum: ({ limit }, value) => ({
    code: "too-large",
    message: `Less than ${number(limit)}. ${entered(value)}`,
  }),
  exclusiveMinimum: ({ limit }, value) => ({
    code: "too-small",
    message: `More than ${number(limit)}. ${entered(value)}`,
  }),
  multipleOf: ({ multipleOf }, value) => ({
    code: "bad-step",
    message: `A multiple of ${number(multipleOf)}. ${entered(value)}`,
  }),

  maxLength: ({ limit }, value) => ({
    code: "too-long",
    message: `At most ${count(limit, "character")}. You entered ${lengthOf(value)}.`,
  }),
  minLength: ({ limit }, value) =>
    value === ""
      ? { code: "required", message: "This can't be empty." }
      : {
          code: "too-short",
          message: `At least ${count(limit, "character")}. You entered ${lengthOf(value)}.`,
        },
  pattern: ({ pattern }, value, schema) => ({
    code: "bad-pattern",
    message: `${likeThis(schema, pattern)} ${entered(value)}`,
  }),
  format: ({ format }, value) => ({
    code: "bad-format",
    message: `${FORMAT_SENTENCES[String(format)] ?? `This is not a valid ${String(format)}.`} ${entered(value)}`,
  }),

  maxItems: ({ limit }, value) => ({ code: "too-many", message: `At most ${entries(limit)}. ${there(value)}` }),
  minItems: ({ limit }, value) => ({ code: "too-few", message: `At least ${entries(limit)}. ${there(value)}` }),
  uniqueItems: ({ i, j }) => {
    const [first, second] = [Number(i), Number(j)].sort((a, b) => a - b);
    return {
      code: "repeated",
      message: `Entries ${(first ?? 0) + 1} and ${(second ?? 0) + 1} are the same. Take one out.`,
    };
  },
  contains: () => ({ code: "missing-entry", message: "None of the entries is of the kind that must be among them." }),
  additionalItems: ({ limit }, value) => ({ code: "too-many", message: `At most ${entries(limit)}. ${there(value)}` }),

  maxProperties: ({ limit }, value) => ({ code: "too-many", message: `At most ${entries(limit)}. ${there(value)}` }),
  minProperties: ({ limit }, value) => ({ code: "too-few", message: `At least ${entries(limit)}. ${there(value)}` }),
  propertyNames: ({ propertyName }) => ({
    code: "bad-key",
    message: `The name ${shown(propertyName)} isn't allowed here.`,
  }),
  "false schema": () => ({ code: "not-allowed", message: "This can't be set here. Take it out." }),
  not: () => ({ code: "not-allowed", message: "This value is ruled out here. Choose another one." }),
};

/** What a text of each format looks like. */
export const FORMAT_SENTENCES: Record<string, string> = {
  date: "A date is written like 2026-03-31.",
  time: "A time is written like 14:30:00Z.",
  "date-time": "A point in time is written like 2026-03-31T14:30:00Z.",
  duration: "A duration is written like PT1H30M.",
  email: "An e-mail address is written like name@example.com.",
  hostname: "A host name is written like shop.example.com.",
  ipv4: "An IPv4 address is written like 192.0.2.10.",
  ipv6: "An IPv6 address is written like 2001:db8::1.",
  uri: "An address is written like https://example.com/path.",
  "uri-reference": "This is not an address or a path.",
  uuid: "A UUID is written like 7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1e.",
  "json-pointer": "A JSON pointer is written like /spec/replicas.",
};

/** "Whole number expected." for the types of the `type` keyword. */
function wanted(type: unknown): string {
  const types = (isList(type) ? type : String(type).split(",")).map(String).filter((name) => name !== "null");
  return `It must be ${listed(
    types.map((name) => TYPE_NAMES[name] ?? name),
    "or",
  )}`;
}

/** What the types of JSON Schema are called in a sentence. */
export const TYPE_NAMES: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "empty",
  number: "a number",
  object: "a group of settings",
  string: "text",
};

function likeThis({ examples, default: usual, pattern: own }: JsonObject, pattern: unknown): string {
  const rule = typeof pattern === "string" ? pattern : typeof own === "string" ? own : "";
  const inWords = WORDS[bare(rule)];
  if (inWords !== undefined) return inWords;
  const good = (isList(examples) ? examples : [usual]).filter(
    (example): example is string => typeof example === "string" && example !== "" && matches(rule, example),
  );
  if (good.length > 0) return `Write it like ${listed(good.slice(0, 3), "or")}.`;
  return `It doesn't have the form that is asked for (${rule}).`;
}

/** Patterns that many charts use, in words; by what is left without anchors and "or nothing". */
const WORDS: Record<string, string> = {
  ...named(
    ["[a-z0-9]([-a-z0-9]*[a-z0-9])?", "[a-z0-9]([a-z0-9-]*[a-z0-9])?"],
    "lower-case letters, digits and hyphens",
    "with a letter or digit",
  ),
  ...named(
    ["[a-z]([-a-z0-9]*[a-z0-9])?", "[a-z]([a-z0-9-]*[a-z0-9])?", "[a-z][a-z0-9-]*[a-z0-9]"],
    "lower-case letters, digits and hyphens",
    "with a letter",
  ),
  ...named(
    [
      "[a-z0-9]([-a-z0-9.]*[a-z0-9])?",
      "[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
    ],
    "lower-case letters, digits, hyphens and dots",
    "with a letter or digit",
  ),
  "[a-z_][a-z0-9_]*": "Use lower-case letters, digits and underscores; don't start with a digit.",
  "[A-Za-z_][A-Za-z0-9_]*": "Use letters, digits and underscores; don't start with a digit.",
};

function named(patterns: string[], characters: string, start: string): Record<string, string> {
  return Object.fromEntries(
    patterns.map((pattern) => [pattern, `Use ${characters}; start ${start} and end with a letter or digit.`]),
  );
}

/** A pattern without its anchors, and without the group that lets it be empty. */
function bare(pattern: string): string {
  const core = pattern.replace(/^\^/, "").replace(/\$$/, "");
  return /^\((.*)\)\?$/s.exec(core)?.[1] ?? core;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

/** "Choose small, medium or large." */
export function oneOf(options: readonly unknown[]): string {
  const most = 12;
  if (options.length === 1) return `It must be ${shown(options[0])}.`;
  if (options.length <= most) return `Choose ${listed(options.map(shown), "or")}.`;
  return `Choose one of ${options.slice(0, most).map(shown).join(", ")} and ${options.length - most} more.`;
}

/** "a, b and c". */
export function listed(words: readonly string[], last: "and" | "or"): string {
  const [final] = words.slice(-1);
  return words.length < 2 ? (final ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${final ?? ""}`;
}

function entered(value: JsonValue | undefined): string {
  if (value === undefined) return "Nothing is set.";
  if (value === "") return "You left it empty.";
  if (Array.isArray(value)) return "You entered a list.";
  if (isObject(value)) return "You entered a group of settings.";
  return `You entered ${shown(value)}.`;
}

/** A value in a sentence: as it is, cut when long; a text that could be read as something else in quotes. */
function shown(value: unknown): string {
  if (typeof value !== "string")
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  const short = value.length > 60 ? `${value.slice(0, 57)}…` : value;
  return /^[\p{L}][\p{L}\p{N}._/@:+-]*$|^\d[\w.]*[A-Za-z]\w*$/u.test(short) && !/^(true|false|null)$/.test(short)
    ? short
    : `“${short}”`;
}

/** A text's length in characters as JSON Schema counts them: code points. */
function lengthOf(value: JsonValue | undefined): number {
  return typeof value === "string" ? Array.from(value).length : 0;
}

function number(limit: unknown): string {
  return String(limit);
}

function count(limit: unknown, noun: string): string {
  return `${number(limit)} ${noun}${limit === 1 ? "" : "s"}`;
}

function entries(limit: unknown): string {
  return `${number(limit)} ${limit === 1 ? "entry" : "entries"}`;
}

function there(value: JsonValue | undefined): string {
  const size = Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
  return size === 1 ? "There is 1." : `There are ${size === 0 ? "none" : size}.`;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}
