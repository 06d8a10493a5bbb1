import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/** The one kind of value that a place takes (null aside). */
export type Shape = "array" | "boolean" | "integer" | "number" | "object" | "string";

const SHAPES: readonly string[] = ["array", "boolean", "integer", "number", "object", "string"] satisfies Shape[];

function isShape(type: JsonValue | undefined): type is Shape {
  return typeof type === "string" && SHAPES.includes(type);
}

/**
 * The one kind of value that a schema asks for, said or implied (`properties` mean an object, an enum of texts a text),
 * or null where there are several or none: no single input can take them.
 */
export function shapeOf(schema: JsonObject): Shape | null {
  const said = typesOf(schema);
  if (said.length > 0) {
    const [type, ...others] = said.filter((candidate) => candidate !== "null");
    return others.length === 0 && isShape(type) ? type : null;
  }
  const given = Array.isArray(schema.enum)
    ? schema.enum
    : schema.const === undefined
      ? constantsOf(schema)
      : [schema.const];
  if (given.length > 0) {
    const [shape, ...others] = [...new Set(given.map(shapeOfValue))];
    return others.length === 0 ? (shape ?? null) : null;
  }
  if (isObject(schema.properties)) return "object";
  return schema.items === undefined ? null : "array";
}

/**
 * The one kind of value that all options of a choice share, where the schema itself leaves it to them; else null.
 *
 * @param follow what stands behind an option's reference
 */
export function shapeOfOptions(schema: JsonObject, follow: (option: JsonObject) => JsonObject): Shape | null {
  if (typesOf(schema).length > 0 || constantsOf(schema).length > 0) return null;
  const options = [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const shapes = options.map((option) => (isObject(option) ? shapeOf(follow(option)) : null));
  const [shape = null, ...others] = [...new Set(shapes)];
  return others.length === 0 ? shape : null;
}

/** The types that a schema names, as a list. */
export function typesOf({ type }: JsonObject): string[] {
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
}

/** The values of a `oneOf` (or `anyOf`) that only lists constants with titles: a choice. Empty for any other schema. */
export function constantsOf({ oneOf, anyOf }: JsonObject): JsonValue[] {
  const options = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : [];
  const constants = options.flatMap((option) => (isObject(option) && option.const !== undefined ? [option.const] : []));
  return constants.length === options.length ? constants : [];
}

function shapeOfValue(value: JsonValue): Shape | null {
  if (value === null) return null;
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (typeof value === "object") return "object";
  return typeof value === "boolean" ? "boolean" : "string";
}
