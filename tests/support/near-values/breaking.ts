import fc from "fast-check";
import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { shapeOf } from "@/lib/schema/shape";
import { matching } from "./fitting";
import { branchesOf, broughtBy, itemOf, keyOf, type SchemaPlace, within } from "./place";

/** A value in which one keyword at one place was broken. */
export interface Way {
  value: JsonValue;
  /** Where, as the enforcement map says it: `*` is any entry of a list or a map. */
  pointer: string;
  keyword: string;
  /** What sets it apart from the keyword's other ways at the place, where each has something of its own to show. */
  kind?: string;
}

/** Every way to break one keyword of a value that fits the schema at a place, and as far as can be nothing else. */
export function waysToBreak(place: SchemaPlace, value: JsonValue): Way[] {
  return [...ownWays(place, value), ...waysWithin(place, value)];
}

function ownWays(place: SchemaPlace, value: JsonValue): Way[] {
  const keywords = Object.entries(place.schema).flatMap(([keyword, argument]) =>
    breaks(place, keyword, argument, value).map((broken) => ({ keyword, broken })),
  );
  const surplus =
    isObject(value) && isOpen(place) ? [{ keyword: "additionalProperties", broken: { ...value, surplus: 1 } }] : [];
  return [...keywords, ...surplus]
    .filter(({ broken }) => place.path.length > 0 || isObject(broken))
    .map(({ keyword, broken }) => wayAt(place, keyword, broken));
}

/** An object that closes itself to no key, and names some: the API drops all others. */
function isOpen({ schema }: SchemaPlace): boolean {
  return schema.additionalProperties === undefined && schema.patternProperties === undefined;
}

function wayAt({ path, cut }: SchemaPlace, keyword: string, value: JsonValue): Way {
  if (cut !== null) return { value, pointer: cut, keyword: "$ref" };
  // Only some texts show where Helm's code and an expression part.
  const kind = keyword === "format" && typeof value === "string" ? { kind: value } : {};
  return { value, pointer: pointerOf(path), keyword, ...kind };
}

function waysWithin(place: SchemaPlace, value: JsonValue): Way[] {
  if (Array.isArray(value))
    return value.flatMap((item, at) =>
      waysToBreak(itemOf(place, at), item).map((way) => ({ ...way, value: value.with(at, way.value) })),
    );
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    [...waysToBreak(keyOf(place, key), child), ...waysOfNull(place, key, child)].map((way) => ({
      ...way,
      value: { ...value, [key]: way.value },
    })),
  );
}

/** No schema says how a key without a value is taken, so that isn't any keyword's doing, unless the schema allows null. */
function waysOfNull(place: SchemaPlace, key: string, child: JsonValue): Way[] {
  const { path, schema, cut } = keyOf(place, key);
  if (child === null || cut !== null) return [];
  const isAllowed = Array.isArray(schema.type) && schema.type.includes("null");
  return [
    isAllowed
      ? { value: null, pointer: pointerOf(path), keyword: "type", kind: "null" }
      : { value: null, pointer: "", keyword: "null" },
  ];
}

function breaks(place: SchemaPlace, keyword: string, argument: JsonValue, value: JsonValue): JsonValue[] {
  const number = Number(argument);
  switch (keyword) {
    case "type":
      return otherKinds(argument, value);
    case "enum":
    case "const":
      return [typeof value === "number" ? 99 : typeof value === "boolean" ? !value : isObject(value) ? {} : "other"];
    case "minimum":
      return [isWhole(place) ? Math.ceil(number) - 1 : number - 1];
    case "maximum":
      return [isWhole(place) ? Math.floor(number) + 1 : number + 1];
    case "exclusiveMinimum":
      return [isWhole(place) ? Math.floor(number) : number];
    case "exclusiveMaximum":
      return [isWhole(place) ? Math.ceil(number) : number];
    case "multipleOf":
      // Halves part those that reckon with binary fractions from those that don't.
      return Number.isInteger(number) ? [number + 1, number * 3 - 1] : [number * 1.5, number * 7, number * 29];
    case "minLength":
      return typeof value === "string"
        ? [
            Array.from(value)
              .slice(0, number - 1)
              .join(""),
          ]
        : [];
    case "maxLength":
      return typeof value === "string" ? [padded(value, number + 1)] : [];
    case "pattern":
      return ["?!", " ", "-", ...(typeof value === "string" ? [`${value}\n`, ...withOddSpaces(value)] : [])];
    case "format":
      return typeof argument === "string" ? (NOT_OF_FORMAT[argument] ?? ["no such thing"]) : [];
    default:
      return Array.isArray(value)
        ? breaksOfList(place, keyword, argument, value)
        : [
            ...(isObject(value) ? breaksOfObject(place, keyword, argument, value) : []),
            ...breaksOfBranches(place, keyword, value),
          ];
  }
}

/** True where only whole numbers fit: a fraction would break the type. */
function isWhole({ schema }: SchemaPlace): boolean {
  return shapeOf(schema) === "integer";
}

/** With characters in it that one engine takes for blanks, or for the ends of lines, and another doesn't. */
function withOddSpaces(text: string): string[] {
  return ["\u2028", "\u00a0"].map((odd) => `${text.slice(0, 1)}${odd}${text.slice(2)}`);
}

/** A text of so many characters, which go on as it ends. */
function padded(text: string, length: number): string {
  const characters = Array.from(text);
  return Array.from({ length }, (_none, at) => characters[at] ?? characters.at(-1) ?? "a").join("");
}

function otherKinds(type: JsonValue, value: JsonValue): JsonValue[] {
  const types = Array.isArray(type) ? type : [type];
  const others: [string[], JsonValue][] = [
    [["string"], "text"],
    [["integer", "number"], 7],
    [["number"], 7.5],
    [["boolean"], true],
    [["array"], []],
    [["object"], {}],
  ];
  const kind = others.find(
    ([, example]) => typeof example === typeof value && Array.isArray(example) === Array.isArray(value),
  );
  return others.flatMap(([names, example]) =>
    example !== kind?.[1] && !names.some((name) => types.includes(name)) ? [example] : [],
  );
}

/** Texts that are not quite of a format; those at the end look like it to an expression, and Helm's code knows better. */
const NOT_OF_FORMAT: Record<string, string[]> = {
  date: ["tomorrow", "2026-13-01", "2026-1-1", "2026-02-30", "2025-02-29"],
  time: ["noon", "25:00:00Z", "14:30:00", "14:30Z", "14:30:60Z"],
  "date-time": ["now", "2026-11-26 14:30:00Z", "2026-11-26T14:30:00", "2026-02-30T14:30:00Z", "2026-11-26T14:30:60Z"],
  duration: ["1 hour", "P", "PT", "P1W2D", "PT1M1H", "P1.5D", "P1DT"],
  email: ["name", "@example.com", "name@", "a b@example.com", "name@-a.example", "a..b@example.com", ".a@example.com"],
  hostname: ["a b", "-a", "a-", "a..b", "a_b", `${"a".repeat(64)}.example`],
  ipv4: ["1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "::1"],
  ipv6: ["1.2.3.4", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7::8", "fe80::1%eth0"],
  uri: ["/a", "example.com", "https://a b", "http://[::1", "https://example.com/%zz"],
  "uri-reference": ["a b", "\\a", "/%zz", "http://[::1"],
  uuid: ["7b0c1f6e", "7b0c1f6e3d524a1b9c8e2f4d6a8b0c1e", "7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1g"],
  "json-pointer": ["a", "/~", "/~2", "#/a"],
};

function breaksOfList(place: SchemaPlace, keyword: string, argument: JsonValue, value: JsonValue[]): JsonValue[] {
  const [first] = value;
  switch (keyword) {
    case "minItems":
      return [value.slice(0, Number(argument) - 1)];
    case "maxItems":
      return first === undefined
        ? []
        : [Array.from({ length: Number(argument) + 1 }, (_none, at) => value[at] ?? grown(first, at))];
    case "uniqueItems":
      return first === undefined
        ? []
        : [[...value.slice(0, -1), first, first].slice(-Number(place.schema.maxItems ?? 9))];
    case "contains":
      return [["other"], []];
    case "additionalItems":
      return [
        [...value, 1],
        [...value, "a", "b"],
      ];
    case "items":
      return Array.isArray(argument) ? [value.toReversed()] : [];
    default:
      return breaksOfBranches(place, keyword, value);
  }
}

/** One more of a kind, and where it can be another one. */
function grown(value: JsonValue, at: number): JsonValue {
  if (typeof value === "string") return `${value}${at}`;
  return typeof value === "number" ? value + at : value;
}

function breaksOfObject(place: SchemaPlace, keyword: string, argument: JsonValue, value: JsonObject): JsonValue[] {
  const [entry = "a"] = Object.values(value);
  switch (keyword) {
    case "required":
      return Array.isArray(argument) ? argument.map((key) => without(value, typeof key === "string" ? [key] : [])) : [];
    case "additionalProperties":
      if (argument === false) return [{ ...value, surplus: entry }];
      return isObject(argument) ? [{ ...value, surplus: typeof entry === "string" ? 7 : "text" }] : [];
    case "patternProperties":
      return Object.keys(isObject(argument) ? argument : {}).flatMap((pattern) =>
        fc.sample(matching(pattern), { numRuns: 2, seed: 3 }).flatMap((key) => [
          { ...value, [key]: 7 },
          { ...value, [key]: "much too long" },
        ]),
      );
    case "propertyNames":
      return [
        { ...value, "Bad Name": entry },
        { ...value, "": entry },
      ];
    case "minProperties":
      return [without(value, Object.keys(value).slice(Math.max(0, Number(argument) - 1)))];
    case "maxProperties":
      return [{ ...many(Number(argument) + 1, entry), ...value }];
    default:
      return [];
  }
}

/** So many keys of one value. */
function many(count: number, entry: JsonValue): JsonObject {
  return Object.fromEntries(Array.from("pqrstuvwxyz", (key): [string, JsonValue] => [key, entry]).slice(0, count));
}

const BRANCHING = ["allOf", "anyOf", "oneOf", "not", "if", "dependencies"];

/** What decides between branches, or is decided by them: keys that come and go, and what each branch asks of its own. */
function breaksOfBranches(place: SchemaPlace, keyword: string, value: JsonValue): JsonValue[] {
  if (!BRANCHING.includes(keyword)) return [];
  const inside = branchesOf(place)
    .filter((one) => one.keyword === keyword)
    .flatMap(({ branch }) => waysToBreak(within(place, branch), value))
    // Null is taken the same everywhere, and a branch that names some keys leaves all others to the rest.
    .filter((way) => way.keyword !== "null" && way.keyword !== "additionalProperties")
    // The type of what branches alone bring is broken at its own place: the API asks for it whichever branch applies.
    .filter((way) => way.keyword !== "type" || !isBrought(place, way.pointer))
    .map((way) => way.value);
  return [...inside, ...(keyword === "not" ? ruledOut(place.schema.not) : []), ...keysInAndOut(place, keyword, value)];
}

/** True for a place in a key that no property of the object itself describes. */
function isBrought({ path, schema }: SchemaPlace, pointer: string): boolean {
  const key = segmentsOf(pointer)[path.length];
  return key !== undefined && !(isObject(schema.properties) && Object.hasOwn(schema.properties, key));
}

/** Values that a schema after `not` accepts, as far as it says it plainly. */
function ruledOut(not: JsonValue | undefined): JsonValue[] {
  return isObject(not) && typeof not.pattern === "string"
    ? fc.sample(matching(not.pattern), { numRuns: 4, seed: 5 })
    : [];
}

function keysInAndOut(place: SchemaPlace, keyword: string, value: JsonValue): JsonValue[] {
  if (!isObject(value)) return [];
  const { properties } = place.schema;
  const own = Object.entries(isObject(properties) ? properties : {}).map(([key, schema]) => ({ key, schema }));
  const brought = broughtBy(place).filter((one) => one.keyword === keyword);
  const samples = [...own, ...brought].map(({ key, schema }) => [key, value[key] ?? sampleOf(schema)] as const);
  return [
    ...Object.keys(value).map((key) => without(value, [key])),
    {},
    ...samples.filter(([key]) => !Object.hasOwn(value, key)).map(([key, sample]) => ({ ...value, [key]: sample })),
    { ...Object.fromEntries(samples), ...value },
    ...samples.flatMap(([key, sample]) => (typeof sample === "boolean" ? [{ ...value, [key]: !sample }] : [])),
  ];
}

function sampleOf(schema: JsonValue): JsonValue {
  if (!isObject(schema)) return "a";
  const { type, enum: options, const: only } = schema;
  if (only !== undefined) return only;
  if (Array.isArray(options)) return options[0] ?? "a";
  return type === "integer" || type === "number"
    ? 1
    : type === "boolean"
      ? true
      : type === "object"
        ? {}
        : type === "array"
          ? []
          : "a";
}
