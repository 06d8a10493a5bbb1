import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { CUT } from "@/lib/schema/cut";
import { patternFaults } from "@/lib/schema/gate-pattern";
import { type Shape, typesOf } from "@/lib/schema/shape";
import { type ApiPlace, shapeOfPlace } from "./api-place";
import type { Cel } from "./cel";
import * as cel from "./cel";
import { formatCel } from "./cel-format";

/** A schema's rules as an expression, and the keywords in it that an expression can't say. */
export interface Translation {
  cel: Cel;
  lost: string[];
}

/**
 * JSON Schema draft-07 as CEL: an expression that is true exactly where the schema accepts the value
 * (draft-wright-json-schema-validation-01, section 6), save for the keywords that are named as lost.
 *
 * @param schema a schema without references (plainSchema)
 * @param value the expression of the value
 * @param api what the API has checked of the value already, or null where nothing is known
 */
export function translate(schema: JsonValue, value: Cel, api: ApiPlace | null = null): Translation {
  const lost = new Set<string>();
  const text = judge(schema, { value, api, known: shapeOfPlace(api), depth: depthOf(value), lost });
  return { cel: text, lost: [...lost] };
}

/** Where an expression is being made. `depth` numbers the variables of macros, so that inner ones hide no outer ones. */
interface Place {
  value: Cel;
  api: ApiPlace | null;
  /** The type that the value surely has. */
  known: Shape | null;
  depth: number;
  lost: Set<string>;
}

function judge(schema: JsonValue | undefined, place: Place): Cel {
  if (!isObject(schema)) return schema === false ? cel.NEVER : cel.ALWAYS;
  if (schema[CUT] === true) place.lost.add("$ref");
  const types = typesOf(schema);
  const typed = { ...place, known: place.known ?? onlyShape(types) };
  return cel.and(
    typeCel(types, place),
    ...EVERYWHERE.map((rule) => rule(schema, typed)),
    ...Object.entries(BY_SHAPE).map(([shape, rules]) => {
      const inside = cel.and(...rules.map((rule) => rule(schema, typed)));
      return cel.implies(
        isKnown(typed.known, shape) ? cel.ALWAYS : isType(shape, place.value),
        isRuledOut(typed.known, shape) ? cel.ALWAYS : inside,
      );
    }),
  );
}

/** A keyword (or two that belong together) as an expression; ALWAYS where the schema hasn't got it. */
type Rule = (schema: JsonObject, place: Place) => Cel;

const EVERYWHERE: Rule[] = [
  ({ enum: options }, { value }) => (Array.isArray(options) ? cel.isOneOf(value, options) : cel.ALWAYS),
  ({ const: only }, { value }) => (only === undefined ? cel.ALWAYS : cel.isOneOf(value, [only])),
  ({ allOf }, place) => cel.and(...each(allOf, place)),
  ({ anyOf }, place) => (Array.isArray(anyOf) ? cel.or(...each(anyOf, place)) : cel.ALWAYS),
  ({ oneOf }, place) => (Array.isArray(oneOf) ? cel.exactlyOne(each(oneOf, place)) : cel.ALWAYS),
  ({ not }, place) => (not === undefined ? cel.ALWAYS : cel.not(judge(not, place))),
  ({ if: condition, then, else: otherwise }, place) =>
    condition === undefined
      ? cel.ALWAYS
      : cel.either(judge(condition, place), judge(then, place), judge(otherwise, place)),
];

const NUMBER: Rule[] = [
  ({ minimum }, { value }) => compare(value, ">=", minimum),
  ({ maximum }, { value }) => compare(value, "<=", maximum),
  ({ exclusiveMinimum }, { value }) => compare(value, ">", exclusiveMinimum),
  ({ exclusiveMaximum }, { value }) => compare(value, "<", exclusiveMaximum),
  ({ multipleOf }, { value, lost }) => {
    if (typeof multipleOf !== "number") return cel.ALWAYS;
    // The API hands 1.0 on as a double, and `%` knows whole numbers only.
    if (Number.isSafeInteger(multipleOf))
      return cel.and(`double(int(${value})) == double(${value})`, `int(${value}) % ${multipleOf} == 0`);
    lost.add("multipleOf");
    return cel.ALWAYS;
  },
];

const TEXT: Rule[] = [
  ({ minLength }, { value }) =>
    typeof minLength === "number" && minLength > 0 ? compare(`size(${value})`, ">=", minLength) : cel.ALWAYS,
  ({ maxLength }, { value }) => compare(`size(${value})`, "<=", maxLength),
  ({ pattern }, { value, lost }) => (typeof pattern === "string" ? matches(value, pattern, lost) : cel.ALWAYS),
  ({ format }, { value, lost }) => {
    if (typeof format !== "string") return cel.ALWAYS;
    const known = formatCel(format, value);
    if (known === null) lost.add("format");
    return known ?? cel.ALWAYS;
  },
];

const LIST: Rule[] = [
  ({ minItems }, { value }) =>
    typeof minItems === "number" && minItems > 0 ? compare(`size(${value})`, ">=", minItems) : cel.ALWAYS,
  ({ maxItems }, { value }) => compare(`size(${value})`, "<=", maxItems),
  ({ items, additionalItems }, place) =>
    Array.isArray(items) ? tuple(items, additionalItems, place) : entries(items, place),
  ({ contains }, place) => {
    if (contains === undefined) return cel.ALWAYS;
    const entry = `entry${place.depth}`;
    return cel.some(place.value, entry, judge(contains, within(place, entry, entryOf(place.api))));
  },
  ({ uniqueItems }, { value, depth }) =>
    uniqueItems === true
      ? cel.all(value, `entry${depth}`, `${value}.exists_one(other${depth}, other${depth} == entry${depth})`)
      : cel.ALWAYS,
];

const MAP: Rule[] = [
  ({ minProperties }, { value }) =>
    typeof minProperties === "number" && minProperties > 0
      ? compare(`size(${value})`, ">=", minProperties)
      : cel.ALWAYS,
  ({ maxProperties }, { value }) => compare(`size(${value})`, "<=", maxProperties),
  ({ required }, { value }) => cel.and(...keysIn(required).map((key) => cel.has(value, key))),
  ({ properties, required }, place) =>
    cel.and(
      ...entriesIn(properties).map(([key, child]) => {
        const inner = judge(child, within(place, cel.at(place.value, key), fieldOf(place.api, key)));
        return keysIn(required).includes(key) ? inner : cel.implies(cel.has(place.value, key), inner);
      }),
    ),
  ({ patternProperties }, place) => {
    const key = `key${place.depth}`;
    return cel.all(
      place.value,
      key,
      cel.and(
        ...entriesIn(patternProperties).map(([pattern, child]) =>
          cel.implies(
            matches(key, pattern, place.lost),
            judge(child, within(place, `${place.value}[${key}]`, entryOf(place.api))),
          ),
        ),
      ),
    );
  },
  ({ properties, patternProperties, additionalProperties }, place) => {
    if (additionalProperties === undefined) return cel.ALWAYS;
    const key = `key${place.depth}`;
    const names = entriesIn(properties).map(([name]) => name);
    const patterns = entriesIn(patternProperties).map(([pattern]) => matches(key, pattern, place.lost));
    const rest = judge(additionalProperties, within(place, `${place.value}[${key}]`, entryOf(place.api)));
    return cel.all(place.value, key, cel.or(names.length > 0 ? cel.isOneOf(key, names) : cel.NEVER, ...patterns, rest));
  },
  ({ propertyNames }, place) => {
    const key = `key${place.depth}`;
    return cel.all(place.value, key, judge(propertyNames, { ...within(place, key, null), known: "string" }));
  },
  ({ dependencies }, place) =>
    cel.and(
      ...entriesIn(dependencies).map(([key, needs]) =>
        cel.implies(
          cel.has(place.value, key),
          Array.isArray(needs)
            ? cel.and(...keysIn(needs).map((other) => cel.has(place.value, other)))
            : judge(needs, place),
        ),
      ),
    ),
];

/** Which rules ask something of which kind of value; of any other kind they ask nothing. */
const BY_SHAPE: Record<"array" | "number" | "object" | "string", Rule[]> = {
  number: NUMBER,
  string: TEXT,
  array: LIST,
  object: MAP,
};

function entries(items: JsonValue | undefined, place: Place): Cel {
  const entry = `entry${place.depth}`;
  return cel.all(place.value, entry, judge(items, within(place, entry, entryOf(place.api))));
}

function tuple(items: JsonValue[], rest: JsonValue | undefined, place: Place): Cel {
  const { value } = place;
  const first = items.map((item, at) =>
    cel.implies(`size(${value}) > ${at}`, judge(item, within(place, `${value}[${at}]`, null))),
  );
  if (rest === undefined || rest === true) return cel.and(...first);
  if (rest === false) return cel.and(...first, `size(${value}) <= ${items.length}`);
  const index = `index${place.depth}`;
  const others = judge(rest, within(place, `${value}[${index}]`, null));
  return cel.and(...first, cel.all(`lists.range(size(${value}))`, index, cel.or(`${index} < ${items.length}`, others)));
}

function each(list: JsonValue | undefined, place: Place): Cel[] {
  return Array.isArray(list) ? list.map((schema) => judge(schema, place)) : [];
}

/** A place inside of another one. */
function within(place: Place, value: Cel, api: ApiPlace | null): Place {
  return { ...place, value, api, known: shapeOfPlace(api), depth: place.depth + 1 };
}

function fieldOf(api: ApiPlace | null, key: string): ApiPlace | null {
  return api?.type.form === "struct" ? (api.type.fields.find((field) => field.key === key)?.place ?? null) : null;
}

function entryOf(api: ApiPlace | null): ApiPlace | null {
  if (api?.type.form === "list") return api.type.items;
  return api?.type.form === "map" ? api.type.entries : null;
}

function compare(value: Cel, operator: string, limit: JsonValue | undefined): Cel {
  return typeof limit === "number" ? `${value} ${operator} ${cel.literal(limit)}` : cel.ALWAYS;
}

function matches(value: Cel, pattern: string, lost: Set<string>): Cel {
  if (patternFaults(pattern).some(({ fatal }) => fatal)) {
    lost.add("pattern");
    return cel.ALWAYS;
  }
  return `${value}.matches(${cel.literal(pattern)})`;
}

/** That a value has one of the types; where its type is known, that is settled already. */
function typeCel(types: string[], { value, known }: Place): Cel {
  if (types.length === 0) return cel.ALWAYS;
  if (known === null) return cel.or(...types.map((type) => isType(type, value)));
  if (types.some((type) => isKnown(known, type))) return cel.ALWAYS;
  return known === "number" && types.includes("integer") ? isType("integer", value) : cel.NEVER;
}

function isType(type: string, value: Cel): Cel {
  switch (type) {
    case "string":
      return `type(${value}) == string`;
    case "boolean":
      return `type(${value}) == bool`;
    case "array":
      return `type(${value}) == list`;
    case "object":
      return `type(${value}) == map`;
    case "null":
      return `${value} == null`;
    case "integer":
      return cel.or(`type(${value}) == int`, cel.and(`type(${value}) == double`, `double(int(${value})) == ${value}`));
    default:
      return cel.or(`type(${value}) == int`, `type(${value}) == double`);
  }
}

function onlyShape(types: string[]): Shape | null {
  const [only] = types;
  return types.length === 1 && only !== "null" ? (only as Shape) : null; // draft-07 has no other types
}

function isKnown(known: Shape | null, shape: string): boolean {
  return known === shape || (known === "integer" && shape === "number");
}

function isRuledOut(known: Shape | null, shape: string): boolean {
  return known !== null && !isKnown(known, shape);
}

function keysIn(list: JsonValue | undefined): string[] {
  return Array.isArray(list) ? list.filter((key) => typeof key === "string") : [];
}

function entriesIn(named: JsonValue | undefined): [string, JsonValue][] {
  return isObject(named) ? Object.entries(named) : [];
}

/** Variables in a place that lies within macros already. */
function depthOf(value: Cel): number {
  return Math.max(
    0,
    ...[...value.matchAll(/\b(?:entry|key|index|other)(\d+)\b/g)].map(([, depth]) => Number(depth) + 1),
  );
}
