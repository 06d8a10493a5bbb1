import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { withConstants } from "@/lib/schema/constants";
import { formValues } from "@/lib/schema/values";
import { choicesOf, typeOf } from "./schema-facts";

/** What a new item of a list, or a new entry of a map, starts as: its defaults, else empty of its type. */
export function newValue(schema: JsonObject): JsonValue {
  if (isObject(schema.properties)) {
    const stated = isObject(schema.default) ? schema.default : {};
    return withConstants(schema, formValues(schema, stated));
  }
  if (schema.default !== undefined) return schema.default;
  // A choice is the person's to make; null is refused by the schema until they did.
  if (choicesOf(schema) !== null) return null;
  const type = typeOf(schema);
  if (type === "string") return "";
  if (type === "boolean") return false;
  if (type === "array") return [];
  return type === "object" ? {} : null;
}
