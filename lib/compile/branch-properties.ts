import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { shapeOf } from "@/lib/schema/shape";

/** The properties that an object's branches bring and the object itself hasn't got; each under its name once. */
export function hoisted(schema: JsonObject, known: readonly string[]): [string, JsonValue][] {
  const found = new Map<string, JsonValue[]>();
  const visit = (branch: JsonValue | undefined): void => {
    if (!isObject(branch)) return;
    for (const [key, child] of Object.entries(isObject(branch.properties) ? branch.properties : {}))
      if (!known.includes(key)) found.set(key, [...(found.get(key) ?? []), child]);
    visitBranches(branch, visit);
  };
  visitBranches(schema, visit);
  return [...found].map(([key, schemas]) => [key, alike(schemas)]);
}

function visitBranches(schema: JsonObject, visit: (branch: JsonValue | undefined) => void): void {
  for (const list of [schema.allOf, schema.anyOf, schema.oneOf]) if (Array.isArray(list)) list.forEach(visit);
  for (const branch of [schema.if, schema.then, schema.else, schema.not]) visit(branch);
  if (isObject(schema.dependencies)) Object.values(schema.dependencies).forEach(visit);
}

/**
 * What several branches say of one property, as far as it is about the kind of value: the branches go on judging the
 * rest. Groups are told with the properties of all, lists with what the entries of all have in common.
 */
function alike(schemas: JsonValue[]): JsonValue {
  const telling = schemas.filter(
    (schema): schema is JsonObject => isObject(schema) && (shapeOf(schema) !== null || Object.keys(schema).length > 1),
  );
  const [first = true, ...others] = telling;
  if (!isObject(first) || others.length === 0) return first;
  const shapes = new Set(telling.map(shapeOf));
  const [shape = null] = shapes;
  if (shapes.size > 1 || shape === null) return true;
  if (shape === "object") return groupOf(telling);
  if (shape === "array") return { type: "array", items: alike(telling.map(({ items }) => items ?? true)) };
  return { type: shape };
}

/** An object that takes the properties of several; one that is open in any of them is open. */
function groupOf(schemas: JsonObject[]): JsonValue {
  const [first] = schemas;
  if (first && schemas.every((schema) => equalJson(schema, first))) return first;
  const maps = schemas.some(
    ({ additionalProperties: rest, patternProperties }) => isObject(rest) || patternProperties !== undefined,
  );
  if (maps) return true;
  const found = new Map<string, JsonValue[]>();
  for (const schema of schemas) {
    const own = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    for (const [key, child] of [...own, ...hoisted(schema, Object.keys(schema.properties ?? {}))])
      found.set(key, [...(found.get(key) ?? []), child]);
  }
  const isClosed = schemas.every(({ additionalProperties: rest }) => rest === false);
  return {
    type: "object",
    properties: Object.fromEntries([...found].map(([key, children]) => [key, alike(children)])),
    ...(isClosed && { additionalProperties: false }),
  };
}
