import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { CUT } from "@/lib/schema/cut";
import { mapWithin } from "@/lib/schema/walk";

/** More schemas than any chart has; beyond it references are cut as if they led back to themselves. */
const MOST = 20_000;

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
        GONE.includes(keyword) ? [] : [[keyword, mapWithin(keyword, child, (schema) => plain(schema, inside))]],
      ),
    );
  };
  const made = plain(root, ["#"]);
  return isObject(made) ? made : {};
}

const GONE = ["$ref", "$id", "$schema", "$comment", "definitions", "$defs"];

function notes({ title, description }: JsonObject): JsonObject {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}
