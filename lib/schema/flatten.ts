import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { CHECK } from "./check-keyword";
import { shapeOf } from "./shape";

/**
 * A schema in the plainest spelling that means the same to a form:
 * - a union of one option is that option;
 * - a union of one option and null is that option, nullable, and the union goes on judging unseen;
 * - an `allOf` member that only adds fields adds them to the object itself.
 */
export function flattened(root: JsonObject, schema: JsonObject): JsonObject {
  return withMembers(root, withoutUnionOfOne(root, schema));
}

function withoutUnionOfOne(root: JsonObject, schema: JsonObject): JsonObject {
  for (const keyword of ["anyOf", "oneOf"] as const) {
    const options = schema[keyword];
    if (!Array.isArray(options)) continue;
    const meant = options.filter((option) => !(isObject(option) && option.type === "null"));
    const [only] = meant;
    if (meant.length !== 1 || !isObject(only)) continue;
    const rest = without(schema, [keyword]);
    const option = followRef(root, only);
    const shape = shapeOf(option);
    if (shape === null || rest[CHECK] !== undefined || (rest.type !== undefined && rest.type !== shape)) continue;
    if (options.length === 1 && Object.keys(option).every((key) => rest[key] === undefined))
      return { ...option, ...rest };
    if (option.enum !== undefined) continue;
    const type = options.length === 1 ? shape : [shape, "null"];
    return { ...option, ...rest, type, [CHECK]: { [keyword]: options } };
  }
  return schema;
}

function withMembers(root: JsonObject, schema: JsonObject): JsonObject {
  if (!Array.isArray(schema.allOf)) return schema;
  let whole = schema;
  const left: JsonValue[] = [];
  for (const member of schema.allOf) {
    const at = isObject(member) ? followRef(root, member) : member;
    const joined = isObject(at) ? joinedFields(whole, at) : null;
    if (joined) whole = joined;
    else left.push(member);
  }
  return { ...without(whole, ["allOf"]), ...(left.length > 0 && { allOf: left }) };
}

const ADDS_FIELDS = ["type", "properties", "required", "title", "description", "default", "examples"];

/** The object's schema with a member's fields, or null when the member does more than add new ones. */
function joinedFields(schema: JsonObject, member: JsonObject): JsonObject | null {
  const { properties, required } = member;
  if (!isObject(properties) || (member.type ?? "object") !== "object" || schema.additionalProperties !== undefined)
    return null;
  const known = isObject(schema.properties) ? schema.properties : {};
  const adds = Object.keys(member).every((keyword) => ADDS_FIELDS.includes(keyword));
  if (!adds || Object.keys(properties).some((name) => Object.hasOwn(known, name))) return null;
  const names = [schema.required, required].flatMap((list) => (Array.isArray(list) ? list : []));
  return {
    ...schema,
    type: "object",
    properties: { ...known, ...properties },
    ...(names.length > 0 && { required: names }),
  };
}
