import { isObject, type JsonObject, type JsonValue } from "./json";
import { followRef } from "./local-ref";
import { pointerOf, segmentsOf } from "./pointer";

/** Where a schema's own keywords may hide the properties of an object. */
const BRANCHES = ["allOf", "anyOf", "oneOf"] as const;

function childOf(root: JsonObject, parent: JsonObject, segment: string): JsonObject | undefined {
  const schema = followRef(root, parent);
  const { properties, items, additionalProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, segment)) {
    const child = properties[segment];
    if (isObject(child)) return child;
  }
  const island = schema["x-check"];
  const nested: (JsonValue | undefined)[] = [
    ...BRANCHES.flatMap((keyword) => schema[keyword] ?? []),
    schema.then,
    schema.else,
    island,
  ];
  for (const branch of nested) {
    const child = isObject(branch) ? childOf(root, branch, segment) : undefined;
    if (child) return child;
  }
  if (/^(\d+|\*)$/.test(segment) && isObject(items)) return items;
  return isObject(additionalProperties) ? additionalProperties : undefined;
}

/**
 * The schema of the value at a pointer, or undefined where the schema doesn't say. Follows local `$ref`s, looks into
 * branches, and takes an array's items by index or `*`.
 */
export function schemaAt(schema: JsonObject, pointer: string): JsonObject | undefined {
  let at: JsonObject | undefined = schema;
  for (const segment of segmentsOf(pointer)) at = at && childOf(schema, at, segment);
  return at && followRef(schema, at);
}

/**
 * What to call the value at a pointer: its title, or the last key where it has none. An entry of a list is named by the
 * list and its place, counted from 1, and so is what lies in it: "Owners 2", "Owners 2 › Name". The whole is "Values".
 */
export function labelOf(schema: JsonObject, pointer: string): string {
  const segments = segmentsOf(pointer);
  if (segments.length === 0) return "Values";
  let label = "";
  segments.forEach((segment, at) => {
    const upTo = pointerOf(segments.slice(0, at + 1));
    const above = schemaAt(schema, pointerOf(segments.slice(0, at)));
    const isEntry = /^\d+$/.test(segment) && !(isObject(above?.properties) && Object.hasOwn(above.properties, segment));
    if (isEntry) {
      label = `${label} ${Number(segment) + 1}`;
      return;
    }
    const title = schemaAt(schema, upTo)?.title;
    const own = typeof title === "string" && title.trim() !== "" ? title : segment;
    // Only a place inside a list needs its way told: "Name" alone would be the service's own.
    label = / \d+$/.test(label) || label.includes(" › ") ? `${label} › ${own}` : own;
  });
  return label;
}
