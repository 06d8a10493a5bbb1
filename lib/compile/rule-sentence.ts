import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { FORMAT_SENTENCES, listed, oneOf } from "@/lib/schema/sentences";

/**
 * What a person reads when a policy refuses a value: which place, and what is asked of it. The value itself isn't
 * quoted: it is not known when the policy is written.
 *
 * @param labels the titles from the values' root to the place
 * @param part the keyword (or few) that the rule says
 * @param schema the whole schema of the place, for the names of what lies in it
 */
export function ruleSentence(labels: readonly string[], part: JsonObject, schema: JsonObject): string {
  const place = labels.length === 0 ? "The values" : labels.join(" › ");
  const [[keyword, argument] = ["", null]] = Object.entries(part);
  const sentence = SENTENCES[keyword];
  const said = `${place}: ${sentence ? sentence(argument, part, schema) : "this value is not allowed."}`;
  // The API takes no message of several lines (admissionregistration.k8s.io/v1, Validation.message).
  return said.replace(/\s+/g, " ");
}

type Sentence = (argument: JsonValue, part: JsonObject, schema: JsonObject) => string;

const SENTENCES: Record<string, Sentence> = {
  enum: (options) => lower(oneOf(Array.isArray(options) ? options : [])),
  const: (only) => lower(oneOf([only])),
  multipleOf: (step) => `must be a multiple of ${say(step)}.`,
  minimum: (limit) => `must be at least ${say(limit)}.`,
  maximum: (limit) => `must be at most ${say(limit)}.`,
  exclusiveMinimum: (limit) => `must be more than ${say(limit)}.`,
  exclusiveMaximum: (limit) => `must be less than ${say(limit)}.`,
  minLength: (limit) => `must have at least ${say(limit)} characters.`,
  maxLength: (limit) => `must have at most ${say(limit)} characters.`,
  pattern: (pattern) => `must have the form ${say(pattern)}.`,
  format: (format) => lower(FORMAT_SENTENCES[say(format)] ?? `must be a valid ${say(format)}.`),
  minItems: (limit) => `must have at least ${say(limit)} entries.`,
  maxItems: (limit) => `must have at most ${say(limit)} entries.`,
  uniqueItems: () => "no two entries may be the same.",
  contains: () => "one of the entries must be of the kind that is asked for.",
  items: () => "an entry has a value that is not allowed.",
  minProperties: (limit) => `must have at least ${say(limit)} settings.`,
  maxProperties: (limit) => `must have at most ${say(limit)} settings.`,
  required: (keys, _part, schema) => `needs ${names(keys, schema)}.`,
  propertyNames: () => "a name in it is not allowed.",
  patternProperties: () => "a name or a value in it is not allowed.",
  additionalProperties: () => "a name or a value in it is not allowed.",
  dependencies: (dependencies, _part, schema) => needs(dependencies, schema),
  properties: (properties, part, schema) =>
    part.additionalProperties === undefined
      ? `${names(isObject(properties) ? Object.keys(properties) : [], schema)} has a value that is not allowed.`
      : "a name or a value in it is not allowed.",
  allOf: () => "these settings don't go together.",
  anyOf: (options, _part, schema) => alternatives(options, schema, "at least one"),
  oneOf: (options, _part, schema) => alternatives(options, schema, "exactly one"),
  not: () => "this value, or this combination, is ruled out.",
  if: (condition, { then }, schema) => conditional(condition, then, schema),
};

/** "when Back up is true, Bucket and Credentials must be set." as far as the condition and its consequence are that plain. */
function conditional(condition: JsonValue, then: JsonValue | undefined, schema: JsonObject): string {
  const when = isObject(condition) ? conditionWords(condition, schema) : null;
  const missing = isObject(then) && Array.isArray(then.required) ? names(then.required, schema) : "";
  if (when === null) return "these settings don't go together.";
  return missing === ""
    ? `when ${when}, other settings must fit it.`
    : `when ${when}, ${missing} must be set and fit it.`;
}

function conditionWords({ properties }: JsonObject, schema: JsonObject): string | null {
  const parts = Object.entries(isObject(properties) ? properties : {}).flatMap(([key, child]) => {
    if (!isObject(child)) return [];
    if (child.const !== undefined) return [`${title(key, schema)} is ${say(child.const)}`];
    return Array.isArray(child.enum) ? [`${title(key, schema)} is ${listed(child.enum.map(say), "or")}`] : [];
  });
  return parts.length > 0 ? listed(parts, "and") : null;
}

function needs(dependencies: JsonValue, schema: JsonObject): string {
  const each = Object.entries(isObject(dependencies) ? dependencies : {}).map(([key, needed]) =>
    Array.isArray(needed)
      ? `${title(key, schema)} needs ${names(needed, schema)}`
      : `with ${title(key, schema)}, other settings must fit it`,
  );
  return `${each.join("; ")}.`;
}

/** What tells the options of a choice apart: the settings that each asks for, or the values that it asks them to have. */
function alternatives(options: JsonValue, schema: JsonObject, count: string): string {
  const all = Array.isArray(options) ? options : [];
  const asked = all.map((option) => {
    if (!isObject(option)) return "";
    if (typeof option.title === "string") return option.title;
    return Array.isArray(option.required) ? names(option.required, schema) : "";
  });
  if (tellApart(asked)) return `set ${count} of: ${asked.join("; ")}.`;
  const valued = all.map((option) => (isObject(option) ? (conditionWords(option, schema) ?? "") : ""));
  return tellApart(valued)
    ? `${count} of these must hold: ${valued.join("; ")}.`
    : `must fit ${count} of the forms that are offered.`;
}

function tellApart(words: readonly string[]): boolean {
  return words.length > 0 && !words.includes("") && new Set(words).size === words.length;
}

function names(keys: JsonValue, schema: JsonObject): string {
  const list = Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  return listed(
    list.map((key) => title(key, schema)),
    "and",
  );
}

function title(key: string, { properties }: JsonObject): string {
  const child = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return isObject(child) && typeof child.title === "string" && child.title.trim() !== "" ? child.title : key;
}

function say(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A sentence that goes on after a colon. */
function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
