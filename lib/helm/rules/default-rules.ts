import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";

type Finding = Pick<SchemaProblem, "pointer" | "message" | "fix">;

/** Keys of Helm's own; a chart's values.yaml may hold them and no schema default does. */
const HELMS_OWN = new Set(["global"]);

/**
 * Where a chart's values.yaml and its schema's defaults differ: the form shows the schema's, Helm uses the file's.
 * In: the parsed schema, the parsed values.yaml, the names of the dependencies. Out: each difference, at its value.
 */
export function problemsOfDefaults(schema: JsonObject, values: JsonObject, dependencies: string[]): Finding[] {
  const own = Object.fromEntries(
    Object.entries(values).filter(([key]) => !HELMS_OWN.has(key) && !dependencies.includes(key)),
  );
  return compare(schema, own, "");
}

function compare(schema: JsonObject, value: JsonValue | undefined, pointer: string): Finding[] {
  const { properties } = schema;
  if (schema.default === undefined && isObject(properties) && (value === undefined || isObject(value))) {
    const keys = new Set([...Object.keys(properties), ...Object.keys(value ?? {})]);
    return [...keys].flatMap((key) => {
      const property = properties[key];
      const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      return isObject(property) ? compare(property, value?.[key], at) : undeclared(schema, at);
    });
  }
  return isDeepStrictEqual(schema.default, value) ? [] : [difference(schema.default, value, pointer)];
}

/** values.yaml states a key that the schema does not describe: nobody will see it in a form. */
function undeclared(schema: JsonObject, pointer: string): Finding[] {
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) return [];
  const message = "values.yaml states a value that the schema does not describe.";
  return [{ pointer, message, fix: "Describe it in the schema, or remove it." }];
}

function difference(wanted: JsonValue | undefined, found: JsonValue | undefined, pointer: string): Finding {
  const say = (value: JsonValue | undefined) => (value === undefined ? "none" : JSON.stringify(value));
  return {
    pointer,
    message: `The schema's default is ${say(wanted)}, but values.yaml has ${say(found)}.`,
    fix: "Make them equal; `make definitions` writes values.yaml from the schema.",
  };
}
