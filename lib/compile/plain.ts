import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { MANY, NAMED, ONE } from "@/lib/schema/walk";

/** More schemas than any chart has; beyond it references are cut as if they led back to themselves. */
const MOST = 20_000;

/** What stands where a reference was cut: nothing is asked there, and `CUT` says why. */
export const CUT = "x-cut";

/**
 * A chart's schema without references: each is replaced by what it refers to, and one that leads back to itself by a
 * schema that asks nothing (`{ "x-cut": true }`). Definitions are gone, for nobody refers to them any more.
 *
 * @param root a chart's schema, as parseSchema returned it; not changed
 */
export function plainSchema(root: JsonObject): JsonObject {
  let count = 0;
  const plain = (value: JsonValue, trail: readonly string[]): JsonValue => {
    if (!isObject(value)) return value;
    const ref = typeof value.$ref === "string" ? value.$ref : null;
    if (ref !== null && (trail.includes(ref) || ++count > MOST))
      return { ...notes(followRef(root, value)), [CUT]: true };
    const at = followRef(root, value);
    const inside = ref === null ? trail : [...trail, ref];
    return Object.fromEntries(
      Object.entries(at).flatMap(([keyword, child]): [string, JsonValue][] =>
        GONE.includes(keyword) ? [] : [[keyword, below(keyword, child, (schema) => plain(schema, inside))]],
      ),
    );
  };
  const made = plain(root, ["#"]);
  return isObject(made) ? made : {};
}

const GONE = ["$ref", "$id", "$schema", "$comment", "definitions", "$defs"];

/** A keyword's value in which `change` was applied to the schemas that lie directly in it. */
function below(keyword: string, value: JsonValue, change: (schema: JsonValue) => JsonValue): JsonValue {
  if (isIn(MANY, keyword) && Array.isArray(value)) return value.map(change);
  if (isIn(ONE, keyword)) return change(value);
  if (isIn(NAMED, keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]));
  return value;
}

function notes({ title, description }: JsonObject): JsonObject {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}

function isIn(keywords: readonly string[], keyword: string): boolean {
  return keywords.includes(keyword);
}
