import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { CHECK } from "@/lib/schema/check-keyword";
import { CUT } from "@/lib/schema/cut";
import { flattened } from "@/lib/schema/flatten";
import { patternFaults } from "@/lib/schema/gate-pattern";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { secretPartOf } from "@/lib/schema/secret";
import { constantsOf, type Shape, shapeOf, shapeOfOptions, typesOf } from "@/lib/schema/shape";
import { defaultOf } from "@/lib/schema/values";
import { type ApiField, type ApiPlace, type ApiType, type Loss, MARKER_KEYWORDS } from "./api-place";
import { hoisted } from "./branch-properties";
import { broughtPlace } from "./brought-place";
import { isClosed } from "./every-case";
import { isJudging } from "./judging-keywords";
import { plainSchema } from "./plain";

/**
 * A service's values as a typed API can hold them: every place with its type, the keywords that the type says, and the
 * rest, which a policy must say. An object in which one property has no type (a number or a text, say) is open as a
 * whole, and the policy judges everything in it.
 *
 * @param schema a chart's schema, as parseSchema returned it; not changed
 */
export function apiTypes(schema: JsonObject): ApiPlace {
  const plain = plainSchema(schema);
  const properties = isObject(plain.properties) ? without(plain.properties, HELM_KEYS) : {};
  const root = { ...plain, type: "object", properties };
  return placeOf(root, { defaults: true }) ?? open(root);
}

/** Where a place lies. Entries of lists and maps get no defaults: Helm fills none in, and Argo CD would never be in sync. */
interface Where {
  defaults: boolean;
}

/** The place that a schema describes, or null where no type can hold what it allows. */
function placeOf(schema: JsonValue, where: Where): ApiPlace | null {
  if (!isObject(schema) || schema[CUT] === true) return null;
  const at = inOnePiece(schema);
  const shape = shapeOf(at) ?? shapeOfOptions(at, (option) => option);
  const place = shape === null ? null : (MAKERS[shape](at, where) ?? (shape === "object" ? open(at) : null));
  if (place === null) return null;
  // The API's own schema quotes what it refuses: what may be a secret is judged by the policy, which doesn't.
  const told = secretPartOf(at) === null || Object.keys(place.markers).length === 0 ? place : unmarked(place);
  const usual = where.defaults ? usualOf(at) : undefined;
  return {
    ...told,
    ...(usual !== undefined && { default: usual }),
    losses: [...place.losses, ...lossesOfType(at)],
  };
}

/** A place of which the API knows the type alone. */
function unmarked(place: ApiPlace): ApiPlace {
  return { ...place, markers: {}, residue: { ...place.residue, ...place.markers } };
}

/**
 * The default to state: the schema's own, or for an object whose required properties all have defaults what they make
 * together. KRO lets an object appear by itself only where nothing in it is required (transform.go, buildSchema), and the
 * API takes no default that lacks something required, though another default would fill it in.
 */
function usualOf(schema: JsonObject): JsonValue | undefined {
  const own = schema.default ?? undefined;
  if (own !== undefined && !isIncomplete(schema, own)) return own;
  if (own === undefined && keysRequired(schema).length === 0) return undefined;
  const value = defaultOf(schema);
  return value === undefined || isIncomplete(schema, value) ? undefined : value;
}

/** True where a value lacks, at any depth, what its schema requires. */
function isIncomplete(schema: JsonValue | undefined, value: JsonValue): boolean {
  if (!isObject(schema)) return false;
  if (Array.isArray(value)) return value.some((item) => isIncomplete(schema.items, item));
  if (!isObject(value)) return false;
  const { properties } = schema;
  return (
    keysRequired(schema).some((key) => !Object.hasOwn(value, key)) ||
    Object.entries(isObject(properties) ? properties : {}).some(
      ([key, child]) => value[key] !== undefined && Object.hasOwn(value, key) && isIncomplete(child, value[key]),
    )
  );
}

/** The keys that an object must have, as far as its schema names its properties. */
function keysRequired({ properties, required }: JsonObject): string[] {
  return isObject(properties) && Array.isArray(required) ? required.filter((key) => typeof key === "string") : [];
}

const MAKERS: Record<Shape, (schema: JsonObject, where: Where) => ApiPlace | null> = {
  string: (schema) => scalar(schema, "string"),
  integer: (schema) => scalar(schema, "integer"),
  number: (schema) => scalar(schema, "float"),
  boolean: (schema) => scalar(schema, "boolean"),
  array: (schema) => {
    const items = isObject(schema.items) ? placeOf(schema.items, { defaults: false }) : null;
    return items && made(schema, { form: "list", items }, ["items"]);
  },
  object: (schema, where) => map(schema) ?? struct(schema, where),
};

function scalar(schema: JsonObject, name: "boolean" | "float" | "integer" | "string"): ApiPlace {
  return made(schema, { form: "scalar", name }, []);
}

/** An object with free keys: entries that are alike, or keys that all follow one pattern. */
function map(schema: JsonObject): ApiPlace | null {
  const { properties, patternProperties, additionalProperties: rest } = schema;
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  if (isObject(properties) && Object.keys(properties).length > 0) return null;
  if (hoisted(schema, []).length > 0) return null;
  const [only, ...others] = patterns;
  if (only === undefined && isObject(rest)) {
    const entries = placeOf(rest, { defaults: false });
    return entries && made(schema, { form: "map", entries }, ["additionalProperties"]);
  }
  if (only === undefined || others.length > 0 || rest !== false) return null;
  const [pattern, entry] = only;
  const entries = placeOf(entry, { defaults: false });
  const place = entries && made(schema, { form: "map", entries }, ["patternProperties", "additionalProperties"]);
  const names = { allOf: [{ pattern }, ...(isObject(schema.propertyNames) ? [schema.propertyNames] : [])] };
  return place && { ...place, residue: { ...place.residue, propertyNames: names } };
}

/** An object with known keys: its own and those that its branches bring. Null where one of them has no type. */
function struct(schema: JsonObject, where: Where): ApiPlace | null {
  const { properties, patternProperties, additionalProperties: rest } = schema;
  const own = isObject(properties) ? Object.entries(properties) : [];
  const names = own.map(([key]) => key);
  const brought = rest === false ? [] : hoisted(schema, names);
  if ((own.length === 0 && brought.length === 0) || isObject(rest) || isObject(patternProperties)) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields: (ApiField | null)[] = [
    ...own.map(([key, child]) => field(key, required.includes(key), placeOf(child, where))),
    ...brought.map(([key, child]) => {
      const place = placeOf(child, { defaults: false });
      return field(key, required.includes(key), place && broughtPlace(schema, [key], place));
    }),
  ];
  const known = fields.filter((one) => one !== null);
  if (known.length < fields.length) return null;
  const place = made(schema, { form: "struct", fields: known }, ["properties", "required", "additionalProperties"]);
  return isClosed(schema) ? place : { ...place, losses: [...place.losses, UNKNOWN_KEYS] };
}

function field(key: string, required: boolean, place: ApiPlace | null): ApiField | null {
  return place && { key, required, place };
}

/** An object of which the API knows only that it is one. */
function open(schema: JsonObject): ApiPlace {
  return { schema, type: { form: "open" }, markers: {}, residue: judging({ ...schema, type: "object" }), losses: [] };
}

function made(schema: JsonObject, type: ApiType, said: readonly string[]): ApiPlace {
  const markers: ApiPlace["markers"] = {};
  for (const keyword of MARKER_KEYWORDS) {
    const value = schema[keyword];
    const bound = value === undefined ? undefined : boundOf(keyword, value, type);
    if (bound !== undefined && canMark(keyword, bound, type)) markers[keyword] = bound;
  }
  const residue = without(judging(schema), ["type", ...said, ...Object.keys(markers)]);
  return { schema, type, markers, residue, losses: [] };
}

/** A keyword's value as a marker can say it: between 0 and 1 lies no whole number, so at least 0.5 is at least 1. */
function boundOf(keyword: string, value: JsonValue, type: ApiType): JsonValue {
  if (typeof value !== "number" || type.form !== "scalar" || type.name !== "integer") return value;
  if (keyword === "minimum") return Math.ceil(value);
  return keyword === "maximum" ? Math.floor(value) : value;
}

/** True where KRO's marker says exactly what the keyword says (pkg/simpleschema/markers.go, transform.go). */
function canMark(keyword: string, value: JsonValue, type: ApiType): boolean {
  const name = type.form === "scalar" ? type.name : type.form;
  switch (keyword) {
    case "enum":
      return (
        Array.isArray(value) &&
        (name === "string" || name === "integer") &&
        value.every((one) => isPlainOption(one, name))
      );
    case "minimum":
    case "maximum":
      return typeof value === "number" && (name === "float" || (name === "integer" && Number.isSafeInteger(value)));
    case "minLength":
    case "maxLength":
      return name === "string" && isCount(value);
    case "pattern":
      return name === "string" && typeof value === "string" && !patternFaults(value).some(({ fatal }) => fatal);
    case "minItems":
    case "maxItems":
      return name === "list" && isCount(value);
    default:
      // A set: of texts and whole numbers alone. Of other entries the API would compare more than JSON Schema does.
      return value === true && type.form === "list" && isSetOf(type.items);
  }
}

function isSetOf({ type }: ApiPlace): boolean {
  return type.form === "scalar" && (type.name === "string" || type.name === "integer");
}

/** KRO splits options at commas, trims them, and writes them into JSON as Go would. */
function isPlainOption(option: JsonValue, name: string): boolean {
  if (name === "integer") return typeof option === "number" && Number.isSafeInteger(option);
  return typeof option === "string" && /^[A-Za-z0-9_.:/@+=-]([A-Za-z0-9 _.:/@+=-]*[A-Za-z0-9_.:/@+=-])?$/.test(option);
}

function isCount(value: JsonValue): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * A schema that is one with its `allOf` parts, as far as keywords can say both. That a value may be null instead, which
 * the form judges unseen, is nothing to the API: it stores none.
 */
function inOnePiece(schema: JsonObject): JsonObject {
  return without(flattened(schema, schema), [CHECK]);
}

/** The keywords that judge; those that describe, and hints, are left out. */
function judging(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => isJudging(keyword)));
}

const UNKNOWN_KEYS: Loss = {
  keyword: "additionalProperties",
  why: "A key that the schema doesn't name is refused by a strict write and dropped by any other, where Helm would keep it.",
};

function lossesOfType(schema: JsonObject): Loss[] {
  const types = typesOf(schema);
  return [
    ...(types.includes("null")
      ? [{ keyword: "type", why: "The API stores no null: it takes it as if nothing were stated." }]
      : []),
    // Options are of the type that they imply.
    ...(types.length === 0 &&
    schema.enum === undefined &&
    schema.const === undefined &&
    constantsOf(schema).length === 0
      ? [{ keyword: "type", why: "The schema names no type; the API asks for the one that its other keywords imply." }]
      : []),
  ];
}
