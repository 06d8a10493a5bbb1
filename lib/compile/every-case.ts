import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/**
 * True where an object's schema says something of a place in it, or lets nothing stand there, whichever of its branches
 * apply to a value.
 *
 * @param schema the object's schema, without references
 * @param path the keys from the object to the place; `*` is any entry of a list or a map
 * @param says what is looked for in a schema of the place itself
 */
export function isSaidInEveryCase(
  schema: JsonValue | undefined,
  path: readonly string[],
  says: (schema: JsonObject) => boolean,
): boolean {
  if (!isObject(schema)) return schema === false;
  const [key, ...rest] = path;
  const inside = (branch: JsonValue | undefined): boolean => isSaidInEveryCase(branch, path, says);
  if (key === undefined ? says(schema) : isSaidInEveryCase(childOf(schema, key), rest, says)) return true;
  if (key !== undefined && isForbidden(schema, key)) return true;
  const { allOf, anyOf, oneOf, if: condition, then, else: otherwise, dependencies } = schema;
  return (
    (Array.isArray(allOf) && allOf.some(inside)) ||
    [anyOf, oneOf].some((options) => Array.isArray(options) && options.every(inside)) ||
    ((inside(condition) || inside(then)) && inside(otherwise)) ||
    (key !== undefined && isObject(dependencies) && inside(dependencies[key]))
  );
}

/** The schema that surely judges what stands at a key; undefined where anything may. */
function childOf(
  { properties, patternProperties, additionalProperties: others, items }: JsonObject,
  key: string,
): JsonValue | undefined {
  if (isObject(properties) && Object.hasOwn(properties, key)) return properties[key];
  if (key !== "*") return patternProperties === undefined ? others : undefined;
  if (items !== undefined) return items;
  return isObject(patternProperties) ? Object.values(patternProperties)[0] : others;
}

/** True for an object that may not have a key: `not: { required: [key] }`. */
function isForbidden({ not }: JsonObject, key: string): boolean {
  if (!isObject(not) || Object.keys(not).length > 1) return false;
  const { required } = not;
  return Array.isArray(required) && required.length === 1 && required[0] === key;
}

/** True for an object that takes no key that it doesn't name: by itself, or by each option of a choice. */
export function isClosed({ additionalProperties: rest, oneOf, anyOf }: JsonObject): boolean {
  return (
    rest === false ||
    [oneOf, anyOf].some(
      (options) =>
        Array.isArray(options) && options.every((option) => isObject(option) && option.additionalProperties === false),
    )
  );
}
