import fc, { type Arbitrary } from "fast-check";
import { plainSchema } from "@/lib/compile/plain";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { judgeValues } from "@/lib/schema/judge";
import { shapeOf } from "@/lib/schema/shape";

/** Values to put before every judge, and what was done to them: null where they should simply fit. */
export interface NearValues {
  values: JsonObject;
  broken: { pointer: string; keyword: string } | null;
}

/**
 * Values that fit a schema, and values in which one keyword at one place was broken; the same ones for the same seed.
 *
 * @param count how many of each kind, at most
 */
export function nearValues(schema: JsonObject, count: number, seed: number): NearValues[] {
  const plain = plainSchema(schema);
  const fitting = fc
    .sample(valueOf(plain, true), { numRuns: count * 12, seed })
    .filter((value): value is JsonObject => isObject(value) && judgeValues(schema, value).length === 0)
    .slice(0, count);
  const broken = fitting.flatMap((values, at) => {
    const ways = waysToBreak(plain, values, []);
    const way = ways[(at * 7) % Math.max(1, ways.length)];
    return way ? [way] : [];
  });
  return [...fitting.map((values) => ({ values, broken: null })), ...broken];
}

const WORDS = ["a", "main", "x-1", "node", "3", "2026-11-26", "true", "a b", "ü", ""];

function valueOf(schema: JsonValue | undefined, root = false): Arbitrary<JsonValue> {
  if (!isObject(schema)) return fc.constantFrom<JsonValue>("a", 1, true);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const { minimum = 0, maximum = 12, minItems = 0, maxItems = 3 } = schema;
  switch (shapeOf(schema)) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: Math.ceil(Number(minimum)), max: Math.floor(Number(maximum)) });
    case "number":
      return fc.integer({ min: Number(minimum) * 4, max: Number(maximum) * 4 }).map((quarters) => quarters / 4);
    case "string":
      return fc.constantFrom(...(SAMPLES[typeof schema.format === "string" ? schema.format : ""] ?? WORDS));
    case "array": {
      const item = valueOf(Array.isArray(schema.items) ? schema.items[0] : schema.items);
      return fc.array(item, { minLength: Number(minItems), maxLength: Number(maxItems) });
    }
    default:
      return objectOf(schema, root);
  }
}

const SAMPLES: Record<string, string[]> = {
  date: ["2026-11-26"],
  time: ["14:30:00Z"],
  "date-time": ["2026-11-26T14:30:00Z"],
  duration: ["PT1H"],
  email: ["name@example.com"],
  hostname: ["shop.example.com"],
  ipv4: ["192.0.2.10"],
  ipv6: ["2001:db8::1"],
  uri: ["https://example.com/a"],
  uuid: ["7b0c1f6e-3d52-4a1b-9c8e-2f4d6a8b0c1e"],
  "json-pointer": ["/a/b"],
};

function objectOf(schema: JsonObject, root: boolean): Arbitrary<JsonValue> {
  const branches = [schema.allOf, schema.anyOf, schema.oneOf, [schema.then ?? null, schema.else ?? null]].flatMap(
    (list) => (Array.isArray(list) ? list : []),
  );
  const known = [...branches, schema].flatMap((part) =>
    isObject(part) && isObject(part.properties) ? Object.entries(part.properties) : [],
  );
  const parts = known.filter(([key]) => !root || !HELM_KEYS.includes(key));
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const own = fc.record(Object.fromEntries(parts.map(([key, part]) => [key, valueOf(part)])), {
    requiredKeys: required.filter((key) => parts.some(([name]) => name === key)),
  });
  const rest = schema.additionalProperties;
  const [pattern] = isObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : [];
  if (pattern) return fc.dictionary(fc.constantFrom("x-a", "s-b", "n-c"), valueOf(pattern[1]), { maxKeys: 2 });
  if (!isObject(rest)) return own;
  return fc
    .tuple(own, fc.dictionary(fc.constantFrom("a", "b", "c"), valueOf(rest), { maxKeys: 2 }))
    .map(([a, b]) => ({ ...b, ...a }));
}

/** Every way to break one keyword of values that fit. */
function waysToBreak(schema: JsonObject, values: JsonObject, path: string[]): NearValues[] {
  return waysAt(schema, values, path).map(({ value, pointer, keyword }) => ({
    // What is replaced at the root is an object still.
    values: value as JsonObject,
    broken: { pointer, keyword },
  }));
}

interface Way {
  value: JsonValue;
  pointer: string;
  keyword: string;
}

function waysAt(schema: JsonValue | undefined, value: JsonValue, path: string[]): Way[] {
  if (!isObject(schema)) return [];
  const pointer = pointerOf(path);
  const own = Object.entries(schema).flatMap(([keyword, argument]) =>
    breaks(keyword, argument, value, schema)
      .filter((other) => path.length > 0 || isObject(other))
      // No schema says how null is taken, so that isn't any keyword's doing.
      .map(
        (other): Way =>
          other === null ? { value: other, pointer: "", keyword: "null" } : { value: other, pointer, keyword },
      ),
  );
  return [...own, ...waysWithin(schema, value, path)];
}

function waysWithin(schema: JsonObject, value: JsonValue, path: string[]): Way[] {
  if (Array.isArray(value))
    return value.flatMap((item, at) =>
      waysAt(Array.isArray(schema.items) ? schema.items[at] : schema.items, item, [...path, "*"]).map((way) => ({
        ...way,
        value: value.map((other, place) => (place === at ? way.value : other)),
      })),
    );
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const named =
      isObject(schema.properties) && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const inner = named ?? schema.additionalProperties;
    return waysAt(inner, child, [...path, named === undefined ? "*" : key]).map((way) => ({
      ...way,
      value: { ...value, [key]: way.value },
    }));
  });
}

/** Other values that break a keyword, and as far as can be nothing else. */
function breaks(keyword: string, argument: JsonValue, value: JsonValue, schema: JsonObject): JsonValue[] {
  const number = Number(argument);
  switch (keyword) {
    case "type":
      return [typeof value === "string" ? 7 : "text", null];
    case "enum":
    case "const":
      return [typeof value === "number" ? 99 : typeof value === "boolean" ? !value : "other"];
    case "minimum":
      return [number - 1];
    case "maximum":
      return [number + 1];
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return [number];
    case "multipleOf":
      return [Number.isInteger(number) ? number + 1 : number * 1.5];
    case "minLength":
      return ["a".repeat(Math.max(0, number - 1))];
    case "maxLength":
      return ["a".repeat(number + 1)];
    case "pattern":
      return ["?!"];
    case "format":
      return ["no such thing", "2026-02-30", "-", "01.2.3.4"];
    case "minItems":
      return Array.isArray(value) ? [value.slice(0, number - 1)] : [];
    case "maxItems":
      return Array.isArray(value) && value[0] !== undefined
        ? [Array.from({ length: number + 1 }, () => value[0] ?? null)]
        : [];
    case "uniqueItems":
      return Array.isArray(value) && value[0] !== undefined ? [[value[0], value[0]]] : [];
    case "contains":
      return [["other"]];
    default:
      return isObject(value) ? breaksOfObject(keyword, argument, value, schema) : [];
  }
}

function breaksOfObject(keyword: string, argument: JsonValue, value: JsonObject, schema: JsonObject): JsonValue[] {
  const without = (key: string): JsonObject =>
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  const known = Object.keys(isObject(schema.properties) ? schema.properties : {});
  switch (keyword) {
    case "required":
      return Array.isArray(argument) ? argument.map((key) => (typeof key === "string" ? without(key) : value)) : [];
    case "additionalProperties":
      return argument === false ? [{ ...value, surplus: 1 }] : [];
    case "propertyNames":
      return [{ ...value, "Bad Name": Object.values(value)[0] ?? "a" }];
    case "minProperties":
      return [{}];
    case "maxProperties":
      return [
        { ...value, ...Object.fromEntries(["p", "q", "r", "s"].map((key) => [key, Object.values(value)[0] ?? "a"])) },
      ];
    case "if":
    case "dependencies":
    case "oneOf":
    case "anyOf":
    case "not":
      return [
        ...known.map(without),
        {},
        { ...value, ...Object.fromEntries(known.map((key) => [key, value[key] ?? "a"])) },
      ];
    default:
      return [];
  }
}
