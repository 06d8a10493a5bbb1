import fc, { type Arbitrary } from "fast-check";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { judgeValues } from "@/lib/schema/judge";

/** Texts that YAML 1.1, which Helm and Kubernetes read, takes for something else when they are not quoted. */
const TRAPS =
  "y n yes no on off true false null ~ NO 0 007 0755 0x10 0b1 1e3 1_000 .5 .inf 12:30 12:30:45 2026-11-26 = << - ? : # ' \" [] {} a:\u0020b".split(
    " ",
  );

/**
 * Valid values of a chart, the same ones each time: every word of an enum, both booleans, bounds of numbers and lengths,
 * and texts that are easily misread, wherever the pattern lets them in.
 * In: the chart's schema and how many. Out: values that the form would send.
 */
export function valuesOf(schema: JsonObject, count: number): JsonObject[] {
  const fitting = arbitrary(schema, true).filter(
    (value): value is JsonObject => isObject(value) && judgeValues(schema, value).length === 0 && !hasTwins(value),
  );
  return fc.sample(fitting, { numRuns: count, seed: 7 });
}

function arbitrary(schema: JsonValue, root = false): Arbitrary<JsonValue> {
  if (!isObject(schema)) return fc.constant(null);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "boolean":
      return fc.boolean();
    case "integer": {
      const [min, max] = [Number(schema.minimum), Number(schema.maximum)];
      return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
    }
    case "string":
      return fc.constantFrom(...textsFor(schema));
    case "array": {
      const bounds = { minLength: Number(schema.minItems ?? 0), maxLength: 4 };
      const item = arbitrary(schema.items ?? null);
      return schema.uniqueItems === true ? fc.uniqueArray(item, bounds) : fc.array(item, bounds);
    }
    default:
      return record(schema, root);
  }
}

function record(schema: JsonObject, root: boolean): Arbitrary<JsonValue> {
  const properties = Object.entries(isObject(schema.properties) ? schema.properties : {});
  const parts = properties.filter(([key]) => !root || !HELM_KEYS.includes(key));
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return fc.record(Object.fromEntries(parts.map(([key, part]) => [key, arbitrary(part)])), { requiredKeys: required });
}

/** The default, the examples, the misread texts and one of the greatest length, as far as the schema takes them. */
function textsFor(schema: JsonObject): string[] {
  const { minLength = 0, maxLength = 0, pattern = "", default: usual, examples } = schema;
  const own = [usual, ...(Array.isArray(examples) ? examples : [])].filter((text) => typeof text === "string");
  const fits = new RegExp(typeof pattern === "string" ? pattern : "", "u");
  return [...own, ...TRAPS, "a".repeat(Number(maxLength)), `/${"a".repeat(Number(maxLength) - 1)}`].filter(
    (text) => text.length >= Number(minLength) && text.length <= Number(maxLength) && fits.test(text),
  );
}

/** Two variables of one name are for the chart itself to refuse. */
function hasTwins({ env, secretEnv }: JsonObject): boolean {
  const names = [env, secretEnv].flatMap((all) =>
    (Array.isArray(all) ? all : []).map((variable) => (isObject(variable) ? variable.name : null)),
  );
  return new Set(names).size < names.length;
}
