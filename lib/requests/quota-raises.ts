import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { amountOf } from "@/lib/domain/quantity";

/** In a schema, `"x-flag": "quota"` marks a property whose growth a reviewer should notice. */
const MARK = "quota";

/**
 * Which marked values grow, each as "Size small → large". A schema that marks nothing is searched for properties with
 * "quota" in their names. Whatever can't be compared counts as growing: better one look too many.
 * @param before effective values, like `after`.
 */
export function quotaRaises(schema: JsonObject, before: JsonObject, after: JsonObject): string[] {
  const marked = (name: string, property: JsonObject) => property["x-flag"] === MARK && name !== "";
  const named = (name: string) => name.toLowerCase().includes(MARK);
  const raises = (match: Match) => compare(schema, before, after, match, false);
  return anyMarked(schema, marked) ? raises(marked) : raises(named);
}

type Match = (name: string, property: JsonObject) => boolean;

function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => (isObject(property) ? [[name, property]] : []));
}

function anyMarked(schema: JsonObject, match: Match): boolean {
  return propertiesOf(schema).some(([name, property]) => match(name, property) || anyMarked(property, match));
}

function compare(schema: JsonObject, before: JsonObject, after: JsonObject, match: Match, inside: boolean): string[] {
  return propertiesOf(schema).flatMap(([name, property]) => {
    const [old, now] = [before[name], after[name]];
    const counts = inside || match(name, property);
    if (equalJson(old, now)) return [];
    if (isObject(property.properties))
      return compare(property, isObject(old) ? old : {}, isObject(now) ? now : {}, match, counts);
    if (!counts || isSmaller(property, old, now)) return [];
    return [`${typeof property.title === "string" ? property.title : name} ${said(old)} → ${said(now)}`];
  });
}

/** True when `now` is surely less than `old`: as quantities, or by the order of the schema's choices. */
function isSmaller(property: JsonObject, old: JsonValue | undefined, now: JsonValue | undefined): boolean {
  const [a, b] = [amountOf(old), amountOf(now)];
  if (a !== null && b !== null) return b < a;
  const choices = Array.isArray(property.enum) ? property.enum : [];
  const [from, to] = [
    choices.findIndex((choice) => equalJson(choice, old)),
    choices.findIndex((choice) => equalJson(choice, now)),
  ];
  return to !== -1 && from !== -1 && to < from;
}

function said(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === "") return "none";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
