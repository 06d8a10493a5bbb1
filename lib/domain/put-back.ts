import { isObject, type JsonObject, without } from "./json";

/** The values with a place as `source` has it: also away, where `source` has nothing there. */
export function putBack(values: JsonObject, path: readonly string[], source: JsonObject): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return values;
  const [here, there] = [values, source].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
  if (rest.length === 0) return there === undefined ? without(values, [key]) : { ...values, [key]: there };
  // What is no object holds no such place; nothing is made that neither side has.
  if (here !== undefined && !isObject(here)) return values;
  const inner = putBack(here ?? {}, rest, isObject(there) ? there : {});
  return here === undefined && Object.keys(inner).length === 0 ? values : { ...values, [key]: inner };
}
