import { isObject, type JsonObject, without } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { SECRET_SENTENCES, secretPartOf } from "@/lib/schema/secret";
import type { ApiPlace, ApiType } from "./api-place";
import type { Cel } from "./cel";
import * as cel from "./cel";
import { translate } from "./cel-schema";
import { ruleSentence } from "./rule-sentence";

/** One thing that a policy asks of a service's values. */
export interface Rule {
  /** Where: `/owners/*\/name`; `*` is any entry of a list or a map. */
  pointer: string;
  /** The keywords of the schema that it says. */
  keywords: string[];
  /** True for values that may pass. */
  cel: Cel;
  /** What a person reads when it refuses. */
  message: string;
  /** Keywords in it that CEL can't say. */
  lost: string[];
}

/**
 * What the API's own schema can't say of a service's values, as rules for a policy: one for each keyword and place, so
 * that each can say what is wrong.
 *
 * @param root the values (apiTypes)
 * @param values the expression that holds them in the policy
 */
export function rulesOf(root: ApiPlace, values: Cel): Rule[] {
  return rulesBelow(root, { path: [], labels: [], value: values, depth: 0, wrap: (inner) => inner });
}

/** A place on the way down: how to get there, and how to ask something of it only where it is. */
interface Way {
  path: string[];
  labels: string[];
  value: Cel;
  depth: number;
  wrap: (inner: Cel) => Cel;
}

function rulesBelow(place: ApiPlace, way: Way): Rule[] {
  return [...ownRules(place, way), ...innerRules(place.type, way)];
}

function innerRules(type: ApiType, way: Way): Rule[] {
  switch (type.form) {
    case "struct":
      return type.fields.flatMap(({ key, place }) => rulesBelow(place, property(way, key, place.schema)));
    case "list":
      return rulesBelow(
        type.items,
        entry(way, "entry", (name) => name),
      );
    case "map":
      return rulesBelow(
        type.entries,
        entry(way, "key", (name) => `${way.value}[${name}]`),
      );
    default:
      return [];
  }
}

function property(way: Way, key: string, schema: JsonObject): Way {
  const label = typeof schema.title === "string" && schema.title.trim() !== "" ? schema.title : key;
  return {
    path: [...way.path, key],
    labels: [...way.labels, label],
    value: cel.at(way.value, key),
    depth: way.depth,
    wrap: (inner) => way.wrap(cel.implies(cel.has(way.value, key), inner)),
  };
}

function entry(way: Way, word: "entry" | "key", valueOf: (name: string) => Cel): Way {
  const name = `${word}${way.depth}`;
  return {
    path: [...way.path, "*"],
    labels: [...way.labels, "each entry"],
    value: valueOf(name),
    depth: way.depth + 1,
    wrap: (inner) => way.wrap(cel.all(way.value, name, inner)),
  };
}

function ownRules(place: ApiPlace, way: Way): Rule[] {
  const { residue, schema } = place;
  const secret = secretPartOf(schema);
  return partsOf(residue).flatMap((part): Rule[] => {
    const { cel: inner, lost } = translate(part, way.value, place);
    if (inner === cel.ALWAYS && lost.length === 0) return [];
    return [
      {
        pointer: pointerOf(way.path),
        keywords: Object.keys(part),
        cel: cel.whole(way.wrap(inner)),
        message: secret === null ? ruleSentence(way.labels, part, schema) : secretSentence(way.labels, secret),
        lost,
      },
    ];
  });
}

function secretSentence(labels: readonly string[], part: keyof typeof SECRET_SENTENCES): string {
  return `${labels.join(" › ")}: ${SECRET_SENTENCES[part]}`.replace(/\s+/g, " ");
}

/** Keywords that mean something only together. */
const TOGETHER = [
  ["if", "then", "else"],
  ["properties", "patternProperties", "additionalProperties"],
  ["items", "additionalItems"],
] as const;

/** A schema in parts, each with a keyword or with several that only mean something together. */
function partsOf(residue: JsonObject): JsonObject[] {
  const grouped = TOGETHER.flatMap((group) => {
    const part = Object.fromEntries(Object.entries(residue).filter(([keyword]) => isIn(group, keyword)));
    return Object.keys(part).length > 0 ? split(part) : [];
  });
  const single = Object.entries(without(residue, ["type", ...TOGETHER.flat()])).map(([keyword, value]) => ({
    [keyword]: value,
  }));
  return [...single, ...grouped];
}

/** An open object's properties one by one; what is said of its other keys stays whole. */
function split(part: JsonObject): JsonObject[] {
  const { properties, additionalProperties } = part;
  if (!isObject(properties)) return [part];
  const each = Object.entries(properties).map(([key, child]) => ({ properties: { [key]: child } }));
  if (additionalProperties === undefined && part.patternProperties === undefined) return each;
  const names = Object.fromEntries(Object.keys(properties).map((key) => [key, true]));
  return [...each, { ...part, properties: names }];
}

function isIn(list: readonly string[], word: string): boolean {
  return list.includes(word);
}
