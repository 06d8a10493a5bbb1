import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { ANNOTATIONS } from "@/lib/domain/local-ref";
import { CHECK } from "./check-keyword";
import { CUT } from "./cut";
import { typesOf } from "./shape";

/**
 * One schema that asks what two ask together, or null where no keywords can say both: two patterns, say, or keys that one
 * of them closes and the other adds to. What describes is the first one's.
 */
export function joined(first: JsonObject, second: JsonObject): JsonObject | null {
  // What couldn't be followed stays a member of its own.
  if (second.$ref !== undefined || second[CUT] === true) return null;
  if (!closesAlone(first, second) || (hasBranches(second) && !asksNothing(first))) return null;
  const whole: JsonObject = { ...first };
  for (const [keyword, value] of Object.entries(second)) {
    if (PASSED_OVER.includes(keyword)) continue;
    const own = Object.hasOwn(first, keyword) ? first[keyword] : undefined;
    const both = own === undefined || equalJson(own, value) ? value : jointly(keyword, own, value);
    if (both === undefined) return null;
    whole[keyword] = both;
  }
  return whole;
}

/** Keywords with schemas of their own that judge the same value: one that is joined would be torn from its company. */
const BRANCHES = ["if", "then", "else", "oneOf", "anyOf", "not", "dependencies"];

function hasBranches(schema: JsonObject): boolean {
  return BRANCHES.some((keyword) => schema[keyword] !== undefined);
}

/** True for a schema that describes a place and asks nothing of it. */
function asksNothing(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => isAnnotation(keyword) || PASSED_OVER.includes(keyword));
}

function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.some((known) => known === keyword);
}

/** What a member says of itself as a file, not of a value. */
const PASSED_OVER = ["$id", "$schema", "$comment", "definitions", "$defs"];

/** Keywords that count from each other: those of one schema may not come beside those of another. */
const TOGETHER = [
  { counted: ["properties", "patternProperties"], from: ["additionalProperties", "patternProperties"] },
  { counted: ["items"], from: ["additionalItems"] },
] as const;

function closesAlone(first: JsonObject, second: JsonObject): boolean {
  const says = (schema: JsonObject, keywords: readonly string[]): boolean =>
    keywords.some((keyword) => schema[keyword] !== undefined && schema[keyword] !== true);
  return TOGETHER.every(({ counted, from }) => {
    const all = [...counted, ...from];
    const mixes = (says(first, from) && says(second, all)) || (says(second, from) && says(first, all));
    return !mixes || all.every((keyword) => equalJson(first[keyword] ?? null, second[keyword] ?? null));
  });
}

/** A value of one keyword that asks what two ask; undefined where there is none. */
function jointly(keyword: string, own: JsonValue, other: JsonValue): JsonValue | undefined {
  if (keyword === CHECK) return { allOf: [own, other] };
  if (isAnnotation(keyword) || keyword.startsWith("x-")) return own;
  switch (keyword) {
    case "type":
      return commonTypes(own, other);
    case "enum":
      return Array.isArray(own) && Array.isArray(other) ? commonOptions(own, other) : undefined;
    case "required":
      return Array.isArray(own) && Array.isArray(other) ? [...new Set([...own, ...other])] : undefined;
    case "properties":
      return isObject(own) && isObject(other) ? allProperties(own, other) : undefined;
    case "items":
      return isObject(own) && isObject(other) ? { allOf: [own, other] } : undefined;
    case "minimum":
    case "exclusiveMinimum":
    case "minLength":
    case "minItems":
    case "minProperties":
      return typeof own === "number" && typeof other === "number" ? Math.max(own, other) : undefined;
    case "maximum":
    case "exclusiveMaximum":
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return typeof own === "number" && typeof other === "number" ? Math.min(own, other) : undefined;
    case "uniqueItems":
      return own === true || other === true;
    default:
      return undefined;
  }
}

function commonTypes(own: JsonValue, other: JsonValue): JsonValue | undefined {
  const [mine, its] = [typesOf({ type: own }), typesOf({ type: other })];
  const takes = (types: string[], type: string): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const common = [...new Set([...mine, ...its])].filter((type) => takes(mine, type) && takes(its, type));
  const [only, ...others] = common;
  return only === undefined ? undefined : others.length === 0 ? only : common;
}

function commonOptions(own: JsonValue[], other: JsonValue[]): JsonValue | undefined {
  const common = own.filter((option) => other.some((one) => equalJson(one, option)));
  return common.length === 0 ? undefined : common;
}

/** A property of both is asked what both ask: it is joined in its turn, where it is read. */
function allProperties(own: JsonObject, other: JsonObject): JsonObject {
  const added = Object.entries(other).map(([key, schema]): [string, JsonValue] => {
    const mine = Object.hasOwn(own, key) ? own[key] : undefined;
    return [key, mine === undefined || equalJson(mine, schema) ? schema : { allOf: [mine, schema] }];
  });
  return Object.fromEntries([...Object.entries(own), ...added]);
}
