import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { pointerOf } from "@/lib/domain/pointer";
import { CHECK } from "@/lib/schema/check-keyword";
import { flattened } from "@/lib/schema/flatten";
import { shapeOf, typesOf } from "@/lib/schema/shape";

/** One place in a schema on the way down, references followed. */
export interface SchemaPlace {
  root: JsonObject;
  schema: JsonObject;
  path: readonly string[];
  /** The references that were followed on the way. */
  trail: readonly string[];
  /** Where the way first led back to a schema that it had come through; null while it hasn't. */
  cut: string | null;
}

/** The place of a whole schema. */
export function rootPlace(root: JsonObject): SchemaPlace {
  return { root, schema: inOnePiece(root, root), path: [], trail: ["#"], cut: null };
}

/** A schema within a place; at the place itself when no key is given. A schema that is no object asks nothing. */
export function within(place: SchemaPlace, schema: JsonValue | undefined, ...keys: string[]): SchemaPlace {
  const { root, trail, cut } = place;
  const path = [...place.path, ...keys];
  if (!isObject(schema)) return { ...place, path, schema: {} };
  const { $ref: ref } = schema;
  if (typeof ref !== "string") return { ...place, path, schema: inOnePiece(root, schema) };
  const isCircle = trail.includes(ref);
  return {
    root,
    path,
    schema: inOnePiece(root, followRef(root, schema)),
    trail: [...trail, ref],
    cut: cut ?? (isCircle ? pointerOf(path) : null),
  };
}

/** As the enforcement map sees it: one with its `allOf` parts, and with a choice between itself and null. */
function inOnePiece(root: JsonObject, schema: JsonObject): JsonObject {
  return without(flattened(root, schema), [CHECK]);
}

/** The schema of one entry of a list. */
export function itemOf(place: SchemaPlace, at: number): SchemaPlace {
  const { items, additionalItems } = place.schema;
  return within(place, Array.isArray(items) ? (items[at] ?? additionalItems) : items, "*");
}

/** The schema of one key of an object: its own property's, a pattern's, a branch's, or that of all other keys. */
export function keyOf(place: SchemaPlace, key: string): SchemaPlace {
  const { properties, patternProperties, additionalProperties } = place.schema;
  if (isObject(properties) && Object.hasOwn(properties, key)) return within(place, properties[key], key);
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const matched = patterns.find(([pattern]) => new RegExp(pattern, "u").test(key));
  if (matched || isObject(additionalProperties)) return within(place, matched ? matched[1] : additionalProperties, "*");
  const brought = broughtBy(place).filter((one) => one.key === key);
  const telling = brought.find(({ schema }) => typesOf(isObject(schema) ? schema : {}).length > 0) ?? brought[0];
  if (!telling) return within(place, additionalProperties, "*");
  const at = within(place, telling.schema, key);
  const shape = shapeOf(at.schema);
  // The map says one type of what several branches describe, where each says no more than the constant that it takes.
  return brought.length > 1 && shape !== null ? { ...at, schema: { type: shape, ...at.schema } } : at;
}

/** The schemas that a place's branches are, each with the keyword that it stands under. */
export function branchesOf({ schema }: SchemaPlace): { keyword: string; branch: JsonValue }[] {
  const lists = (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => {
    const list = schema[keyword];
    return (Array.isArray(list) ? list : []).map((branch) => ({ keyword, branch }));
  });
  const conditional = [schema.if, schema.then, schema.else].flatMap((branch) =>
    branch === undefined ? [] : [{ keyword: "if", branch }],
  );
  const dependent = Object.values(isObject(schema.dependencies) ? schema.dependencies : {}).map((branch) => ({
    keyword: "dependencies",
    branch,
  }));
  return [...lists, ...conditional, ...dependent];
}

/** The properties that a place's branches bring, those within branches too; each with the keyword at the place. */
export function broughtBy(place: SchemaPlace, depth = 0): { keyword: string; key: string; schema: JsonValue }[] {
  if (depth > 4) return [];
  return branchesOf(place).flatMap(({ keyword, branch }) => {
    const at = within(place, branch);
    const own = Object.entries(isObject(at.schema.properties) ? at.schema.properties : {}).map(([key, schema]) => ({
      keyword,
      key,
      schema,
    }));
    return [...own, ...broughtBy(at, depth + 1).map((one) => ({ ...one, keyword }))];
  });
}
