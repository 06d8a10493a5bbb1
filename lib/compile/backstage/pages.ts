import type { FormSchema } from "@/lib/domain/form-model";
import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { pageSchemaOf } from "./page-schema";

/** Keywords of the root that can be told apart property by property; any other one ties the properties together. */
const LOOSE = [
  "ui:order",
  "additionalProperties",
  "definitions",
  "properties",
  "required",
  "title",
  "description",
  "type",
];

/**
 * A service's parameters as Backstage's pages: what everybody is asked, then what most people leave alone.
 *
 * Backstage judges everything entered against each page, so two pages can't say which other keys there may be, and
 * properties that a condition ties together stay on one page.
 *
 * @param title the first page's
 */
export function pagesOf(form: FormSchema, title: string): JsonObject[] {
  const { schema, hidden } = pageSchemaOf(form);
  const description = wordsOnHidden(hidden);
  const head = { title, ...(description !== null && { description }) };
  const properties = isObject(schema.properties) ? schema.properties : {};
  const isAdvanced = (name: string): boolean => form.advanced?.includes(pointerOf([name])) ?? false;
  const later = Object.keys(properties).filter(isAdvanced);
  const tied = Object.keys(schema).some((keyword) => !LOOSE.includes(keyword));
  if (later.length === 0 || tied) return [{ ...head, ...without(schema, ["title", "description"]) }];
  const page = (names: string[]): JsonObject => {
    const required = Array.isArray(schema.required)
      ? schema.required.filter((name) => typeof name === "string" && names.includes(name))
      : [];
    const own = Object.fromEntries(names.flatMap((name) => pairOf(properties, name)));
    const refers = schema.definitions !== undefined && JSON.stringify(own).includes('"#/definitions/');
    const order = Array.isArray(schema["ui:order"]) ? schema["ui:order"] : [];
    const inOrder = order.filter((name) => name === "*" || names.some((one) => one === name));
    return {
      type: "object",
      ...(required.length > 0 && { required }),
      properties: own,
      ...(order.length > 0 && { "ui:order": inOrder }),
      ...(refers && { definitions: schema.definitions ?? {} }),
    };
  };
  const first = Object.keys(properties).filter((name) => !isAdvanced(name));
  return [
    { ...head, ...page(first) },
    { title: "Advanced", ...page(later) },
  ];
}

function pairOf(properties: JsonObject, name: string): [string, JsonValue][] {
  const value = properties[name];
  return value === undefined ? [] : [[name, value]];
}

function wordsOnHidden(hidden: string[]): string | null {
  if (hidden.length === 0) return null;
  const names = hidden.map((pointer) => segmentsOf(pointer).join("."));
  return `Not asked for here, because no input can take it: ${names.join(", ")}. It can be added to the manifest in the pull request.`;
}
