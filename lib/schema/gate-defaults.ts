import { equalJson, isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { defaultOf } from "./values";

/**
 * Where one of our charts' values.yaml and its schema's defaults differ: the form shows the schema's, Helm uses the
 * file's.
 *
 * @param schema the chart's schema
 * @param values its values.yaml, parsed
 * @param file the path of values.yaml in the repository, for the problems
 * @param dependencies the names of the charts that it depends on: Helm keeps their values beside the chart's own
 * @returns each difference, at its value
 */
export function gateDefaults(
  schema: JsonObject,
  values: JsonObject,
  file: string,
  dependencies: readonly string[],
): SchemaProblem[] {
  const own = without(values, ["global", ...dependencies]);
  return compare(schema, own, []).map((problem) => ({ file, ...problem }));
}

type Found = Omit<SchemaProblem, "file">;

function compare(schema: JsonObject, value: JsonValue | undefined, path: string[]): Found[] {
  const { properties } = schema;
  const appears = value === undefined ? mayAppear(schema) : isObject(value);
  if (schema.default === undefined && isObject(properties) && appears) {
    const own = isObject(value) ? value : {};
    const keys = new Set([...Object.keys(properties), ...Object.keys(own)]);
    return [...keys].flatMap((key) => {
      const property = properties[key];
      const at = [...path, key];
      return isObject(property) ? compare(property, own[key], at) : undeclared(schema, at);
    });
  }
  const wanted = schema.default === undefined ? undefined : defaultOf(schema);
  return equalJson(wanted, value) ? [] : [difference(wanted, value, path)];
}

/** True for an object that its properties' defaults make complete: any other stays away unless somebody states it. */
function mayAppear({ properties, required }: JsonObject): boolean {
  if (!Array.isArray(required) || !isObject(properties)) return true;
  return required.every((key) => {
    const child = typeof key === "string" ? properties[key] : undefined;
    return isObject(child) && (child.default !== undefined || (isObject(child.properties) && mayAppear(child)));
  });
}

/** values.yaml states a key that the schema does not describe: nobody will see it in a form. */
function undeclared(schema: JsonObject, path: string[]): Found[] {
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) return [];
  const message = "values.yaml states a value that the schema does not describe.";
  return [{ pointer: pointerOf(path), message, fix: "Describe it in the schema, or remove it." }];
}

function difference(wanted: JsonValue | undefined, found: JsonValue | undefined, path: string[]): Found {
  const say = (value: JsonValue | undefined) => (value === undefined ? "none" : JSON.stringify(value));
  return {
    pointer: pointerOf(path),
    message: `The schema's default is ${say(wanted)}, but values.yaml has ${say(found)}.`,
    fix: "Make them equal; `make definitions` writes values.yaml from the schema.",
  };
}
