import type { Enforcement } from "@/lib/domain/enforcement";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { FORMATS } from "@/lib/schema/formats";
import { patternFaults } from "@/lib/schema/gate-pattern";
import { FIXED, fixedPlaces, OWNER, platformPlaces, SECRET } from "@/lib/schema/hints";
import { repairedPattern } from "@/lib/schema/pattern";
import { secretPartOf } from "@/lib/schema/secret";
import type { ApiPlace } from "./api-place";
import { translate } from "./cel-schema";
import { isJudging } from "./judging-keywords";
import { CUT } from "./plain";

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
  const own = judgingKeywords(place.schema).map(([keyword, value]) =>
    entryOf(path, keyword, value, apiOf(place, keyword), lossesAt(place, keyword, value)),
  );
  own.push(...secretEntries(place, path));
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

/** What lies in an object of which the API knows nothing: the policy judges all of it. */
function openEntries(schema: JsonObject, path: string[]): Enforcement[] {
  return childrenOf(schema).flatMap(([key, child]) => {
    const inside = [...path, key];
    const own = judgingKeywords(child).map(([keyword, value]) => {
      const { lost } = translate({ [keyword]: value }, "value");
      return entryOf(inside, keyword, value, lost.includes(keyword) ? "no" : "policy", [
        ...(child[CUT] === true ? [CUT_LOSS] : []),
        ...generalLosses(keyword, value),
      ]);
    });
    return [...own, ...openEntries(child, inside)];
  });
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
  if (keyword in place.markers || ["type", "required", "properties", "items"].includes(keyword)) {
    // Of what is in an open object the policy alone knows.
    return place.type.form === "open" && keyword !== "type" ? "policy" : "schema";
  }
  if (keyword in place.residue) {
    const { lost } = translate({ [keyword]: place.residue[keyword] ?? null }, "value", place);
    return lost.includes(keyword) ? "no" : "policy";
  }
  if (keyword === "additionalProperties")
    return place.schema[keyword] === false && place.type.form === "struct" ? "strict" : "schema";
  return keyword === "patternProperties" ? "policy" : "schema";
}

function lossesAt(place: ApiPlace, keyword: string, value: JsonValue): string[] {
  const own = place.losses.filter((loss) => loss.keyword === keyword).map(({ why }) => why);
  return [...own, ...generalLosses(keyword, value)];
}

/** What is read otherwise from one engine to the next, wherever it stands. */
function generalLosses(keyword: string, value: JsonValue): string[] {
  switch (keyword) {
    case "format":
      return [
        typeof value === "string" && value in FORMATS
          ? "Helm's own code judges this format more closely than the form and the policy do."
          : "Helm may judge this format; the form and the API pass over it.",
      ];
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
