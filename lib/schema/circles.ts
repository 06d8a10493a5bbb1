import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { refTarget } from "@/lib/domain/local-ref";

/**
 * True for a reference that leads back to itself without going into a value on the way: to judge it one would have to
 * have judged it, for ever. Recursion that goes through properties or items ends with the values.
 */
export function isGroundless(root: JsonObject, ref: string): boolean {
  const seen = new Set<string>();
  const leadsTo = (schema: JsonValue | undefined): boolean => {
    if (!isObject(schema)) return false;
    if (typeof schema.$ref !== "string") return inPlace(schema).some(leadsTo);
    if (schema.$ref === ref) return true;
    if (seen.has(schema.$ref)) return false;
    seen.add(schema.$ref);
    return leadsTo(refTarget(root, schema.$ref));
  };
  return leadsTo(refTarget(root, ref));
}

/** The schemas within one that judge the same value. */
function inPlace(schema: JsonObject): JsonValue[] {
  const { allOf, anyOf, oneOf, not, if: condition, then, else: otherwise, dependencies } = schema;
  const lists = [allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const single = [not, condition, then, otherwise].filter((one) => one !== undefined);
  return [...lists, ...single, ...Object.values(isObject(dependencies) ? dependencies : {})];
}
