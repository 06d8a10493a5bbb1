import { stringify } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { shapeOf } from "@/lib/schema/shape";
import { defaultOf } from "@/lib/schema/values";

const HEADER = "# Generated from values.schema.json by `make definitions`. Change that file, not this one.\n";
const WIDTH = 100;

/**
 * The `values.yaml` of a chart: every default of its schema, each key under its title and description.
 * A property without a default is there as a comment, with its example.
 * In: the parsed schema. Out: the file's text.
 */
export function valuesFile(schema: JsonObject): string {
  const blocks = propertyBlocks(schema, true).map((block) => block.join("\n"));
  return `${HEADER}\n${blocks.join("\n\n")}\n`;
}

/** The properties of an object schema that a chart's values have, in the schema's order, without Helm's own keys. */
function propertiesOf(schema: JsonObject, root: boolean): [string, JsonObject][] {
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([key, property]) =>
    isObject(property) && !(root && HELM_KEYS.includes(key)) ? [[key, property] as [string, JsonObject]] : [],
  );
}

/** The lines of each property: its comment, then its default, nested properties indented below it. */
function propertyBlocks(schema: JsonObject, root = false): string[][] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return propertiesOf(schema, root).map(([key, property]) => [
    ...comment(property, required.includes(key)),
    ...entry(key, property),
  ]);
}

function entry(key: string, property: JsonObject): string[] {
  const value = defaultOf(property);
  if (value === undefined) return [`# ${inline(key)}: ${inline(example(property))}`];
  if (isObject(value) && property.default === undefined)
    return [
      `${inline(key)}:`,
      ...propertyBlocks(property)
        .flat()
        .map((line) => `  ${line}`),
    ];
  return [`${inline(key)}: ${inline(value)}`];
}

function comment(property: JsonObject, required: boolean): string[] {
  const title = typeof property.title === "string" ? `${property.title}: ` : "";
  const description = typeof property.description === "string" ? property.description : "";
  const choices = Array.isArray(property.enum) ? ` One of: ${property.enum.map(inline).join(", ")}.` : "";
  return wrap(`${title}${description}${choices}${required ? " Required." : ""}`.trim()).map((line) => `# ${line}`);
}

/** Something that could stand here: the schema's own example, else the least that its kind allows. */
function example(property: JsonValue | undefined): JsonValue {
  if (!isObject(property)) return "";
  const { examples, enum: options, default: usual, oneOf, anyOf, minimum } = property;
  const [first] = [examples, options].flatMap((list) => (Array.isArray(list) ? list : []));
  if (usual !== undefined) return usual;
  if (first !== undefined) return first;
  switch (shapeOf(property)) {
    case "object":
      return exampleGroup(property);
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
      return typeof minimum === "number" ? Math.ceil(minimum) : 0;
    case "number":
      return typeof minimum === "number" ? minimum : 0;
    case "string":
      return "";
    default:
      return [oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? [example(list[0])] : []))[0] ?? "";
  }
}

function exampleGroup({ properties, required }: JsonObject): JsonObject {
  const names = Array.isArray(required) ? required : [];
  const asked = Object.entries(isObject(properties) ? properties : {}).filter(([key]) => names.includes(key));
  return Object.fromEntries(asked.map(([key, child]) => [key, example(child)]));
}

/** One line of YAML that Go's YAML 1.1 parsers read as the same value. */
function inline(value: JsonValue): string {
  return stringify(value, {
    version: "1.1",
    lineWidth: 0,
    collectionStyle: "flow",
    flowCollectionPadding: false,
  }).trimEnd();
}

function wrap(text: string): string[] {
  const out: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = out.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  return out;
}
