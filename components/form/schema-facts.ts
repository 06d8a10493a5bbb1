import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { isPlatformOwned } from "@/lib/schema/hints";
import { formValues } from "@/lib/schema/values";
import { meaningsOf } from "./meanings";

/** One value that a field can be set to. */
export interface Choice {
  value: JsonValue;
  label: string;
  /** What it means; null when the schema doesn't say. */
  description: string | null;
}

/** Up to this many choices are shown side by side; more go into a menu. */
export const CARDS_MAX = 4;

/** The schemas of a list-valued keyword (`oneOf`, `anyOf`, `allOf`); empty where it is absent. */
function schemasOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A keyword's text, or null. */
export function textOf(schema: JsonObject, keyword: "title" | "description" | "format" | "pattern"): string | null {
  const value = schema[keyword];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The kind of value that a schema asks for; of one that takes null as well the other kind. Null where there are several. */
export function typeOf({ type }: JsonObject): string | null {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string" && name !== "null");
  const [only] = types;
  return types.length === 1 && typeof only === "string" ? only : null;
}

/** The properties of an object schema, in the schema's order. */
export function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  return isObject(schema.properties)
    ? Object.entries(schema.properties).flatMap(([name, property]) => (isObject(property) ? [[name, property]] : []))
    : [];
}

/** A schema without what the platform team alone sets, at every depth: what others are shown. */
export function withoutPlatformOwned(schema: JsonObject): JsonObject {
  const properties = propertiesOf(schema)
    .filter(([, property]) => !isPlatformOwned(property))
    .map(([name, property]): [string, JsonValue] => [name, withoutPlatformOwned(property)]);
  return isObject(schema.properties) ? { ...schema, properties: Object.fromEntries(properties) } : schema;
}

/** True when an object schema names the property in `required`. */
export function isRequired(schema: JsonObject, name: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(name);
}

/** `20Gi` as it is, an object or list as JSON: for text that quotes a value. */
export function sayValue(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The values that a field can be set to (`enum`, or `oneOf`/`anyOf` of constants with titles), or null when it is free. */
export function choicesOf(schema: JsonObject): Choice[] | null {
  if (Array.isArray(schema.enum)) {
    const meanings = meaningsOf(schema)?.each;
    return schema.enum.map((value, index) => ({
      value,
      label: sayValue(value),
      description: meanings?.[index] ?? null,
    }));
  }
  const options = [...schemasOf(schema.oneOf), ...schemasOf(schema.anyOf)];
  if (options.length === 0) return null;
  const choices = options.flatMap((option) => {
    const value = option.const ?? (Array.isArray(option.enum) && option.enum.length === 1 ? option.enum[0] : undefined);
    if (value === undefined) return [];
    return [{ value, label: textOf(option, "title") ?? sayValue(value), description: textOf(option, "description") }];
  });
  return choices.length === options.length ? choices : null;
}

/** True when a list is a set of choices: each at most once, so it can be drawn as boxes to tick. */
export function isChoiceSet(schema: JsonObject): boolean {
  return schema.uniqueItems === true && isObject(schema.items) && choicesOf(schema.items) !== null;
}

/** The schema of the keys that an object takes beside its named ones; null when it takes none, or any without saying what. */
export function mapSchemaOf(schema: JsonObject): JsonObject | null {
  return isObject(schema.additionalProperties) ? schema.additionalProperties : null;
}

/** Counts the settings inside a schema: a scalar, a list and a map are one each, an object is the sum of its properties. */
export function countSettings(schema: JsonObject): number {
  const properties = propertiesOf(schema);
  if (properties.length === 0) return 1;
  return properties.reduce((sum, [, property]) => sum + countSettings(property), 0);
}

/**
 * Counts the settings inside a schema whose value is not the default.
 * @param value as the form shows it, with the defaults laid in
 * @param defaults what a manifest that states nothing has here; of a group that isn't there by itself, what it comes with
 * counts instead
 */
export function countChanged(
  schema: JsonObject,
  value: JsonValue | undefined,
  defaults: JsonValue | undefined,
): number {
  const properties = propertiesOf(schema);
  if (properties.length === 0) return JSON.stringify(value) === JSON.stringify(defaults) ? 0 : 1;
  const usual = defaults === undefined && isObject(value) ? formValues(schema, {}) : defaults;
  const at = (holder: JsonValue | undefined, name: string) =>
    isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return properties.reduce(
    (sum, [name, property]) => sum + countChanged(property, at(value, name), at(usual, name)),
    0,
  );
}
