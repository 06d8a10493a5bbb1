import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import type { ReferenceField } from "@/lib/domain/service-reference";
import { ADVANCED, FIXED, isPlatformOwned, SECRET } from "@/lib/schema/hints";
import { groupOf, layoutOf } from "@/lib/schema/layout";
import { optionSourceOf } from "@/lib/schema/options";
import { secretPartOf } from "@/lib/schema/secret";
import { listed } from "@/lib/schema/sentences";
import { type ApiField, type ApiPlace, shapeOfPlace } from "./api-place";

/**
 * Every field of a service, outer ones first.
 * In: its kind and values (apiTypes). Out: a row a field; what lies in an open object is there as far as the schema names it.
 */
export function referenceOf(kind: string, root: ApiPlace): ReferenceField[] {
  const start: Way = { segments: [], path: "", explain: `${kind.toLowerCase()}.spec.values`, known: true };
  return below(root, start);
}

interface Way {
  segments: string[];
  path: string;
  explain: string;
  /** False below an open object, of which the API knows nothing. */
  known: boolean;
}

function below({ type, schema }: ApiPlace, way: Way): ReferenceField[] {
  switch (type.form) {
    case "struct":
      return inLayout(schema, type.fields).flatMap(({ key, required, place }) => {
        const inside = into(way, key);
        return [row(place, inside, required), ...below(place, inside)];
      });
    case "list":
      return below(type.items, entry(way));
    case "map":
      return below(type.entries, entry(way));
    case "open":
      return openFields(schema, { ...way, known: false });
    default:
      return [];
  }
}

function openFields(schema: JsonObject, way: Way): ReferenceField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  return layoutOf(schema).flatMap((key) => {
    const child = properties[key];
    const inside = into(way, key);
    const at = isObject(child) ? child : {};
    return [field(at, typeWords(at), at.default, inside, required.includes(key)), ...openFields(at, inside)];
  });
}

/** A struct's fields as the form shows them; what only its branches bring comes last. */
function inLayout(schema: JsonObject, fields: readonly ApiField[]): ApiField[] {
  const order = layoutOf(schema);
  const rank = ({ key }: ApiField): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

function into(way: Way, key: string): Way {
  const plain = /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
  return {
    segments: [...way.segments, key],
    path: way.path === "" ? plain : `${way.path}.${plain}`,
    explain: way.known ? `${way.explain}.${key}` : way.explain,
    known: way.known,
  };
}

function entry(way: Way): Way {
  return { ...way, segments: [...way.segments, "*"], path: `${way.path}[]` };
}

function row(place: ApiPlace, way: Way, required: boolean): ReferenceField {
  return field(place.schema, words(place), place.default, way, required);
}

function field(
  schema: JsonObject,
  type: string,
  usual: JsonValue | undefined,
  { segments, path, explain }: Way,
  required: boolean,
): ReferenceField {
  const hints = hintWords(schema);
  const group = groupOf(schema);
  return {
    pointer: pointerOf(segments),
    path,
    title: typeof schema.title === "string" ? schema.title : (segments.at(-1) ?? ""),
    description: typeof schema.description === "string" ? schema.description : "",
    type,
    required,
    ...(usual !== undefined && { usual }),
    bounds: boundsOf(schema),
    examples: Array.isArray(schema.examples) ? schema.examples : [],
    ...(hints.length > 0 && { hints }),
    ...(group !== null && { group }),
    explain,
  };
}

/** What the hints come to for whoever writes a manifest. */
function hintWords(schema: JsonObject): string[] {
  return [
    ...(schema[FIXED] === true ? ["fixed after creation"] : []),
    ...secretWords(schema),
    ...optionWords(schema),
    ...(isPlatformOwned(schema) ? ["set by the platform team alone"] : []),
    ...(schema[ADVANCED] === true ? ["advanced"] : []),
  ];
}

function optionWords(schema: JsonObject): string[] {
  const source = optionSourceOf(schema);
  if (source === null) return [];
  const where = source.namespace === "tenant" ? "the tenant" : source.namespace;
  return [`the form suggests each ${source.kind} in ${where}`];
}

function secretWords(schema: JsonObject): string[] {
  if (schema[SECRET] === "generated") return ["leads to a Secret; left out, the chart makes one"];
  const part = secretPartOf(schema);
  if (part === "reference") return ["leads to a Secret; never holds the secret itself"];
  return part === null ? [] : [part === "name" ? "the name of a Secret" : "a key in a Secret"];
}

const NAMES = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "a group of settings",
  string: "text",
} as const;

function words(place: ApiPlace): string {
  if (place.type.form === "list") return `a list of ${plural(place.type.items)}`;
  if (place.type.form === "map") return `named entries, each ${words(place.type.entries)}`;
  return place.type.form === "open" ? "any settings" : NAMES[shapeOfPlace(place) ?? "object"];
}

function plural(place: ApiPlace): string {
  const shape = shapeOfPlace(place) ?? "object";
  const many = {
    array: "lists",
    boolean: "true or false",
    integer: "whole numbers",
    number: "numbers",
    object: "groups of settings",
    string: "texts",
  };
  return many[shape];
}

function typeWords({ type }: JsonObject): string {
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
  const known = types.flatMap((one) => (one in NAMES ? [NAMES[one as keyof typeof NAMES]] : [])); // `in` has just shown it
  return known.length === 0 ? "any value" : listed(known, "or");
}

/** What a value must keep to. What depends on other fields is in the enforcement map. */
function boundsOf(schema: JsonObject): string[] {
  const { enum: options, const: only, pattern, format, multipleOf, uniqueItems } = schema;
  return [
    ...(Array.isArray(options) ? [`one of ${options.map((option) => JSON.stringify(option)).join(", ")}`] : []),
    ...(only === undefined ? [] : [`always ${JSON.stringify(only)}`]),
    ...range(schema.minimum, schema.maximum, ""),
    ...(typeof schema.exclusiveMinimum === "number" ? [`more than ${schema.exclusiveMinimum}`] : []),
    ...(typeof schema.exclusiveMaximum === "number" ? [`less than ${schema.exclusiveMaximum}`] : []),
    ...(typeof multipleOf === "number" ? [`a multiple of ${multipleOf}`] : []),
    ...range(schema.minLength, schema.maxLength, "characters"),
    ...range(schema.minItems, schema.maxItems, "entries"),
    ...range(schema.minProperties, schema.maxProperties, "settings"),
    ...(uniqueItems === true ? ["no entry twice"] : []),
    ...(typeof pattern === "string" ? [`the form ${pattern}`] : []),
    ...(typeof format === "string" ? [`the format ${format}`] : []),
  ];
}

function range(low: JsonValue | undefined, high: JsonValue | undefined, unit: string): string[] {
  const has = (value: JsonValue | undefined): value is number => typeof value === "number";
  const after = unit === "" ? "" : ` ${unit}`;
  if (has(low) && has(high)) return [low === high ? `exactly ${low}${after}` : `${low} to ${high}${after}`];
  if (has(low)) return [`at least ${low}${after}`];
  return has(high) ? [`at most ${high}${after}`] : [];
}
