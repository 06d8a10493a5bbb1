import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/**
 * The values with every constant that they must hold: a required property that can only be one value is no question to
 * a person. It is stated like anything they chose, because a constant is no default: Helm doesn't fill it in.
 *
 * Only what is there, or has to be, is looked into. Where a required value may have one of several shapes and has none
 * yet, it begins as the first, which is the one that a form shows.
 *
 * @param schema a form's schema: without references
 * @param values not changed
 * @returns the same object where nothing was missing
 */
export function withConstants(schema: JsonObject, values: JsonObject): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const added = Object.entries(properties).flatMap(([key, child]): [string, JsonValue][] => {
    if (!isObject(child)) return [];
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    const next = value === undefined ? (isRequired(schema, key) ? begun(child) : undefined) : within(child, value);
    return next === undefined || next === value ? [] : [[key, next]];
  });
  return added.length === 0 ? values : { ...values, ...Object.fromEntries(added) };
}

function within(schema: JsonObject, value: JsonValue): JsonValue {
  return isObject(value) ? withConstants(schema, value) : value;
}

/** What a required value that is not there yet begins as; undefined when it has no constant in it. */
function begun(schema: JsonObject): JsonValue | undefined {
  if (schema.const !== undefined) return schema.const;
  const [first] = [schema.oneOf, schema.anyOf].flatMap((options) =>
    Array.isArray(options) ? options.slice(0, 1) : [],
  );
  const made = { ...withConstants(schema, {}), ...(isObject(first) ? withConstants(first, {}) : {}) };
  return Object.keys(made).length > 0 ? made : undefined;
}

function isRequired({ required }: JsonObject, key: string): boolean {
  return Array.isArray(required) && required.includes(key);
}
