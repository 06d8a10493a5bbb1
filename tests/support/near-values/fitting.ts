import fc, { type Arbitrary } from "fast-check";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { judgeValues } from "@/lib/schema/judge";
import { shapeOf, typesOf } from "@/lib/schema/shape";
import { broughtBy, itemOf, keyOf, rootPlace, type SchemaPlace, within } from "./place";

/** Values that a chart's schema accepts, as far as they can be made so; the portal's verdict on each is asked for after. */
export function fittingValues(schema: JsonObject): Arbitrary<JsonValue> {
  return objectAt(rootPlace(schema));
}

/** Deeper than this a schema that leads back to itself is given nothing more. */
const DEEPEST = 7;
const WORDS = ["a", "main", "x-1", "node", "3", "2026-11-26", "true", "a b", "ü", ""];

function valueAt(place: SchemaPlace): Arbitrary<JsonValue> {
  const { schema } = place;
  const plain = plainValueAt(place);
  // What only several keywords together decide is sorted out here, not among whole manifests: there hardly one would be left.
  return JUDGING_TOGETHER.some((keyword) => schema[keyword] !== undefined) ? plain.filter(fits(place)) : plain;
}

const JUDGING_TOGETHER = [
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "dependencies",
  "contains",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];

function plainValueAt(place: SchemaPlace): Arbitrary<JsonValue> {
  const { schema } = place;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum.filter((option) => option !== null));
  // Null fits where it is allowed, but it is not kept: it is tried as something that may break.
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 1) return fc.oneof(...types.map((type) => valueAt({ ...place, schema: { ...schema, type } })));
  switch (types[0] ?? shapeOf(schema) ?? shapeOfBranches(place)) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return integerAt(schema);
    case "number":
      return numberAt(schema);
    case "string":
      return textAt(schema);
    case "array":
      return listAt(place);
    case "object":
      return objectAt(place);
    default:
      return fc.constantFrom<JsonValue>("a", 1, true);
  }
}

function shapeOfBranches(place: SchemaPlace): string | null {
  return broughtBy(place).length > 0 ? "object" : null;
}

/** True for values that the schema at a place accepts by itself. */
function fits(place: SchemaPlace): (value: JsonValue) => boolean {
  const { $schema: dialect = null, definitions = {}, $defs = {} } = place.root;
  const alone = {
    ...(dialect !== null && { $schema: dialect }),
    definitions,
    $defs,
    type: "object",
    properties: { value: place.schema },
  };
  return (value) => judgeValues(alone, { value }).length === 0;
}

function integerAt(schema: JsonObject): Arbitrary<JsonValue> {
  const step = Number(schema.multipleOf ?? 1);
  const least = Math.max(
    Number(schema.minimum ?? -3),
    Math.floor(Number(schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY)) + 1,
  );
  const most = Math.min(
    Number(schema.maximum ?? Math.max(least, 0) + 40),
    Math.ceil(Number(schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY)) - 1,
  );
  const [first, last] = [Math.ceil(least / step), Math.floor(most / step)];
  // The bounds themselves are where judges part.
  return fc.oneof(fc.constantFrom(first, last), fc.integer({ min: first, max: last })).map((times) => times * step);
}

function numberAt(schema: JsonObject): Arbitrary<JsonValue> {
  const least = Number(schema.minimum ?? schema.exclusiveMinimum ?? 0);
  const most = Number(schema.maximum ?? schema.exclusiveMaximum ?? least + 12);
  const inside = (value: number): boolean =>
    (schema.exclusiveMinimum === undefined || value > Number(schema.exclusiveMinimum)) &&
    (schema.exclusiveMaximum === undefined || value < Number(schema.exclusiveMaximum));
  return fc
    .integer({ min: Math.ceil(least * 4), max: Math.floor(most * 4) })
    .map((quarters) => quarters / 4)
    .filter(inside);
}

const SAMPLES: Record<string, string[]> = {
  date: ["2026-11-26", "2024-02-29"],
  time: ["14:30:00Z", "14:30:00.5+02:00", "23:59:60Z"],
  "date-time": ["2026-11-26T14:30:00Z", "2026-11-26t14:30:00.25-05:00"],
  duration: ["PT1H", "P3W", "P1Y2M3DT4H5M6S"],
  email: ["name@example.com", "a.b+c@sub.example.com", "n@[192.0.2.1]"],
  hostname: ["shop.example.com", "localhost", "a-1.example"],
  ipv4: ["192.0.2.10", "0.0.0.0", "255.255.255.255"],
  ipv6: ["2001:db8::1", "::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8"],
  uri: ["https://example.com/a", "urn:isbn:1", "mailto:a@example.com"],
  "uri-reference": ["/a/b?c#d", "a", ""],
  uuid: ["7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1e", "00000000-0000-0000-0000-000000000000"],
  "json-pointer": ["/a/b", "", "/a~1b/~0"],
};

function textAt(schema: JsonObject): Arbitrary<JsonValue> {
  const { minLength = 0, maxLength = 40, pattern, format, examples } = schema;
  if (typeof format === "string") return fc.constantFrom(...(SAMPLES[format] ?? WORDS));
  const long = Math.min(Number(maxLength), 300);
  const isLongEnough = (text: string): boolean => {
    const length = Array.from(text).length;
    return length >= Number(minLength) && length <= Number(maxLength);
  };
  const given = [...(Array.isArray(examples) ? examples : []), schema.default].filter((one) => typeof one === "string");
  const texts = typeof pattern === "string" ? matching(pattern) : anyText(Number(minLength), long);
  const usual = given.filter(isLongEnough);
  return usual.length > 0
    ? fc.oneof(fc.constantFrom(...usual), texts.filter(isLongEnough))
    : texts.filter(isLongEnough);
}

function anyText(least: number, most: number): Arbitrary<string> {
  const words = WORDS.filter((word) => Array.from(word).length >= least && Array.from(word).length <= most);
  const made = fc.string({ unit: "grapheme-composite", minLength: least, maxLength: Math.min(most, least + 8) });
  return words.length > 0 ? fc.oneof(fc.constantFrom(...words), made) : made;
}

/** Texts of a form, without blanks of which engines think differently. One that may begin or end with anything does so with letters. */
export function matching(pattern: string): Arbitrary<string> {
  const [start, end] = [pattern.startsWith("^"), /(^|[^\\])\$$/.test(pattern)];
  const whole = `${start ? "" : "^[a-z]{0,2}"}${pattern}${end ? "" : "[a-z]{1,3}$"}`;
  return fc.stringMatching(new RegExp(whole, "u"), { size: "xsmall" }).filter((text) => !/[^\S ]/.test(text));
}

function listAt(place: SchemaPlace): Arbitrary<JsonValue> {
  const { items, minItems = 0, uniqueItems, contains } = place.schema;
  if (place.path.length > DEEPEST && Number(minItems) === 0) return fc.constant([]);
  if (Array.isArray(items)) return fc.tuple(...items.map((_item, at) => valueAt(itemOf(place, at))));
  const most = Math.min(Number(place.schema.maxItems ?? 3), Number(minItems) + 3);
  const lengths = { minLength: Number(minItems), maxLength: most };
  const item = valueAt(itemOf(place, 0));
  const list =
    uniqueItems === true
      ? fc.uniqueArray(item, { ...lengths, comparator: (a, b) => equalJson(a, b) })
      : fc.array(item, lengths);
  if (contains === undefined) return list;
  return fc.tuple(valueAt(within(place, contains, "*")), list).map(([first, rest]) => [first, ...rest].slice(0, most));
}

function objectAt(place: SchemaPlace): Arbitrary<JsonValue> {
  const { properties, required, additionalProperties, patternProperties } = place.schema;
  const own = Object.keys(isObject(properties) ? properties : {}).map((key) => ({ key, at: keyOf(place, key) }));
  const names = own.map(({ key }) => key);
  const brought = broughtBy(place).flatMap(({ key, schema }) =>
    names.includes(key) ? [] : [{ key, at: within(place, schema, key) }],
  );
  const known = [...own, ...brought].filter(({ key }) => place.path.length > 0 || !HELM_KEYS.includes(key));
  const needed = Array.isArray(required) ? required.map(String) : [];
  const wanted = known.filter(({ key, at }) => needed.includes(key) || at.path.length <= DEEPEST);
  const valueOf = (name: string): Arbitrary<JsonValue> =>
    fc.oneof(...telling(wanted.flatMap(({ key, at }) => (key === name ? [at] : []))).map(valueAt));
  const record = fc.record(Object.fromEntries(wanted.map(({ key }) => [key, valueOf(key)])), {
    requiredKeys: needed.filter((key) => wanted.some((one) => one.key === key)),
    // What compares values asks each for its valueOf.
    noNullPrototype: true,
  });
  const patterns = Object.keys(isObject(patternProperties) ? patternProperties : {});
  const named = patterns.map((pattern) => {
    const [sample = ""] = fc.sample(matching(pattern), { numRuns: 1, seed: 1 });
    return fc.dictionary(matching(pattern), valueAt(keyOf(place, sample)), { maxKeys: 2, noNullPrototype: true });
  });
  const rest =
    isObject(additionalProperties) && place.path.length <= DEEPEST
      ? [
          fc.dictionary(fc.constantFrom("a", "b", "c"), valueAt(keyOf(place, "\0")), {
            maxKeys: 3,
            noNullPrototype: true,
          }),
        ]
      : [];
  return fc.tuple(record, ...named, ...rest).map(([fixed, ...free]) => Object.assign({}, ...free, fixed) as JsonObject); // of JsonObjects
}

/** Among branches that say something of one key those that say its type count, where there are any. */
function telling(places: SchemaPlace[]): SchemaPlace[] {
  const typed = places.filter(({ schema }) => typesOf(schema).length > 0);
  return typed.length > 0 ? typed : places;
}
