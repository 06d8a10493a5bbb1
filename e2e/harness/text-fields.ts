import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root";

type Json = Record<string, unknown>;

/** One text of a service's values: where it is, and values around it that are right. */
export interface TextField {
  service: string;
  /** `owners.*.name` */
  label: string;
  /** The values of an instance whose text is `text`, without tenant and name. */
  valuesWith: (text: string) => Json;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Anything that a schema takes: its default, an example, its first choice; for an object, that for all it must have. */
function anyValue(schema: Json): unknown {
  if (schema.default !== undefined) return schema.default;
  // An array of JSON, of what kind is not known.
  const [first] = [schema.examples, schema.enum].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  if (first !== undefined) return first;
  if (schema.type === "array") return isObject(schema.items) ? [anyValue(schema.items)] : [];
  if (schema.type === "object") return requiredOf(schema);
  return schema.type === "boolean" ? false : schema.type === "string" ? "text" : (schema.minimum ?? 1);
}

function requiredOf(schema: Json): Json {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return Object.fromEntries(
    required.flatMap((name) => (isObject(properties[name]) ? [[name, anyValue(properties[name])]] : [])),
  );
}

/** The ways to every text below a schema, each as a function that puts a text there. */
function textsBelow(schema: Json, label: string): { label: string; put: (text: string) => unknown }[] {
  if (schema.type === "string") return [{ label, put: (text) => text }];
  if (schema.type === "array" && isObject(schema.items))
    return textsBelow(schema.items, `${label}.*`).map(({ label: inner, put }) => ({
      label: inner,
      put: (text) => [put(text)],
    }));
  if (schema.type !== "object" || !isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, property]) =>
    isObject(property)
      ? textsBelow(property, label === "" ? name : `${label}.${name}`).map(({ label: inner, put }) => ({
          label: inner,
          put: (text: string) => ({ ...requiredOf(schema), [name]: put(text) }),
        }))
      : [],
  );
}

/** Part of the path, or Helm's own. */
const ELSEWHERE = ["name", "tenant", "global", "lib"];

/** Every text field of a service's schema but its name and tenant, which are part of the path. */
export function textFieldsOf(service: string): TextField[] {
  const file = join(ROOT, "charts", service, "values.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as Json; // our own chart
  const properties = Object.fromEntries(
    Object.entries(schema.properties as Json).filter(([key]) => !ELSEWHERE.includes(key)), // an object's schema
  );
  const required = (schema.required as string[]).filter((key) => key in properties); // draft-07
  return textsBelow({ ...schema, properties, required }, "").map(({ label, put }) => ({
    service,
    label,
    valuesWith: (text) => put(text) as Json, // the root is an object
  }));
}
