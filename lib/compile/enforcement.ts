import type { Enforcement } from "@/lib/domain/enforcement";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { CUT } from "@/lib/schema/cut";
import { FORMATS } from "@/lib/schema/formats";
import { patternFaults } from "@/lib/schema/gate-pattern";
import { FIXED, fixedPlaces, OWNER, platformPlaces, SECRET } from "@/lib/schema/hints";
import { repairedPattern } from "@/lib/schema/pattern";
import { secretPartOf } from "@/lib/schema/secret";
import type { ApiPlace } from "./api-place";
import { translate } from "./cel-schema";
import { isJudging } from "./judging-keywords";

/**
 * The enforcement map of a service: for each place and each keyword that judges there, who enforces it.
 * In: the service's values (apiTypes). Out: one entry a keyword, outer places first.
 */
export function enforcementOf(root: ApiPlace): Enforcement[] {
  return [NULLS, ...placeEntries(root, []), ...hintEntries(root.schema)];
}

/** The same for every service: it is the API server's and Helm's way with null, whatever a schema says. */
const NULLS: Enforcement = {
  pointer: "",
  keyword: "null",
  says: "a key without a value",
  form: true,
  helm: true,
  api: "no",
  losses: [
    "The API takes null as if nothing were stated. Helm does so where values.yaml has a default, and the form never.",
  ],
};

/** Who enforces the hints: none of them judges a value by itself, so no keyword of JSON Schema says it. */
function hintEntries(schema: JsonObject): Enforcement[] {
  return [
    ...fixedPlaces(schema).map(({ path }) => hintEntry(path, FIXED, "policy", FIXED_LOSS, saying(true))),
    ...platformPlaces(schema).map(({ path }) => hintEntry(path, OWNER, "no", OWNER_LOSS, saying("platform"))),
  ];
}

const FIXED_LOSS = "Helm judges one set of values and knows no change.";
const OWNER_LOSS =
  "The API can't tell people apart, nor can Git: the portal refuses the change, and review flags one that was made by hand.";

const SECRET_LOSS = "Helm's own message quotes what it refuses; the portal's and the policy's don't.";

function secretEntries({ schema }: ApiPlace, path: string[]): Enforcement[] {
  if (secretPartOf(schema) === null) return [];
  return [{ ...hintEntry(path, SECRET, "policy", SECRET_LOSS, saying(schema[SECRET] ?? null)), helm: true }];
}

function hintEntry(path: string[], hint: string, api: Enforcement["api"], loss: string, says: string): Enforcement {
  return { pointer: pointerOf(path), keyword: hint, says, form: true, helm: false, api, losses: [loss] };
}

function placeEntries(place: ApiPlace, path: string[]): Enforcement[] {
  const { type } = place;
  const own = [
    ...judgingKeywords(place.schema).map(([keyword, value]) =>
      entryOf(path, keyword, value, apiOf(place, keyword), lossesAt(place, keyword, value)),
    ),
    ...unsaid(place, path),
    ...secretEntries(place, path),
  ];
  switch (type.form) {
    case "struct":
      return [...own, ...type.fields.flatMap(({ key, place: child }) => placeEntries(child, [...path, key]))];
    case "list":
      return [...own, ...placeEntries(type.items, [...path, "*"])];
    case "map":
      return [...own, ...placeEntries(type.entries, [...path, "*"])];
    case "open":
      return [...own, ...openEntries(place.schema, path)];
    default:
      return own;
  }
}

/** What the API asks although the schema has no such keyword: neither form nor Helm does. */
function unsaid({ schema, type, losses }: ApiPlace, path: string[]): Enforcement[] {
  return losses
    .filter(({ keyword }) => schema[keyword] === undefined)
    .map(({ keyword, why }) => ({
      pointer: pointerOf(path),
      keyword,
      says: "",
      form: false,
      helm: false,
      api: type.form === "struct" && keyword === "additionalProperties" ? "strict" : "schema",
      losses: [why],
    }));
}

/** What lies in an object of which the API knows nothing: the policy judges all of it. */
function openEntries(schema: JsonObject, path: string[]): Enforcement[] {
  return childrenOf(schema).flatMap(([key, child]) => {
    const inside = [...path, key];
    const own = judgingKeywords(child).map(([keyword, value]) => {
      const { lost } = translate({ [keyword]: value }, "value");
      return entryOf(inside, keyword, value, lost.includes(keyword) ? "no" : "policy", [
        ...generalLosses(keyword, value),
      ]);
    });
    return [...own, ...(child[CUT] === true ? [cutEntry(inside)] : []), ...openEntries(child, inside)];
  });
}

/** Where a schema leads back to itself. */
function cutEntry(path: string[]): Enforcement {
  return { ...entryOf(path, "$ref", null, "no", [CUT_LOSS]), says: "" };
}

function childrenOf({ properties, items, additionalProperties }: JsonObject): [string, JsonObject][] {
  const named = isObject(properties) ? Object.entries(properties) : [];
  const entries: [string, JsonValue | undefined][] = [
    ["*", items],
    ["*", additionalProperties],
  ];
  return [...named, ...entries].flatMap(([key, child]) =>
    isObject(child) ? [[key, child] as [string, JsonObject]] : [],
  );
}

function entryOf(
  path: string[],
  keyword: string,
  value: JsonValue,
  api: Enforcement["api"],
  losses: string[],
): Enforcement {
  return {
    pointer: pointerOf(path),
    keyword,
    says: saying(value),
    form: isJudgedByForm(keyword, value),
    helm: isJudgedByHelm(keyword, value),
    api,
    losses: [...new Set(losses)],
  };
}

function apiOf(place: ApiPlace, keyword: string): Enforcement["api"] {
  if (keyword in place.markers || keyword === "type") return "schema";
  if (keyword in place.residue) {
    const { lost } = translate({ [keyword]: place.residue[keyword] ?? null }, "value", place);
    return lost.includes(keyword) ? "no" : "policy";
  }
  const { type, schema } = place;
  if (keyword === "patternProperties" && type.form === "map") return "schema";
  if (keyword === "additionalProperties") {
    if (type.form === "struct") return schema[keyword] === false ? "strict" : "schema";
    // Of keys that follow a pattern the API knows the entries, and the policy the pattern.
    return schema.patternProperties === undefined ? "schema" : "policy";
  }
  if (keyword === "required" && type.form === "struct")
    return type.fields.some((one) => one.required) ? "schema" : "policy";
  // Of what a branch alone brings the API knows the type, and the branch's rule the rest.
  return "policy";
}

function lossesAt(place: ApiPlace, keyword: string, value: JsonValue): string[] {
  const own = place.losses.filter((loss) => loss.keyword === keyword).map(({ why }) => why);
  return [...own, ...generalLosses(keyword, value)];
}

/** What is read otherwise from one engine to the next, wherever it stands. */
function generalLosses(keyword: string, value: JsonValue): string[] {
  switch (keyword) {
    case "format":
      return formatLosses(value);
    case "pattern":
      return typeof value === "string" && patternFaults(value).length > 0
        ? ["The pattern doesn't mean the same to a browser, Helm and the API."]
        : [];
    case "multipleOf":
      return Number.isSafeInteger(value)
        ? []
        : ["The form reckons with binary fractions, Helm exactly, and the API doesn't judge it."];
    default:
      return [];
  }
}

/** Formats of which an expression can't say all: days that a month hasn't got, dots in a row before an `@`, broken escapes. */
const JUDGED_CLOSER_BY_HELM: readonly JsonValue[] = ["date", "date-time", "email", "time", "uri", "uri-reference"];

function formatLosses(format: JsonValue): string[] {
  if (typeof format !== "string" || !(format in FORMATS))
    return ["Helm may judge this format; the form and the API pass over it."];
  return JUDGED_CLOSER_BY_HELM.includes(format)
    ? ["Helm's own code judges this format more closely than the form and the policy do."]
    : [];
}

const CUT_LOSS = "The schema refers back to itself here; the API doesn't judge what lies below.";

function isJudgedByForm(keyword: string, value: JsonValue): boolean {
  if (keyword === "format") return typeof value === "string" && value in FORMATS;
  return keyword !== "pattern" || (typeof value === "string" && repairedPattern(value) !== null);
}

/** Helm refuses a chart whose pattern its engine can't compile: then nothing of it is judged. */
function isJudgedByHelm(keyword: string, value: JsonValue): boolean {
  return keyword !== "pattern" || typeof value !== "string" || !patternFaults(value).some(({ fatal }) => fatal);
}

/** The keywords of a place that judge a value, those that hold other places included as far as they judge by themselves. */
function judgingKeywords(schema: JsonObject): [string, JsonValue][] {
  return Object.entries(schema).filter(
    ([keyword, value]) =>
      isJudging(keyword) && !HOLDING.includes(keyword) && !(keyword === "additionalProperties" && value === true),
  );
}

/** Keywords that only hold what is judged at other places, or by another keyword. */
const HOLDING = ["properties", "items", "then", "else"];

function saying(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
