import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { ANNOTATIONS, refTarget } from "@/lib/domain/local-ref";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { CHECK, FORM_ID } from "./check-keyword";
import { isGroundless } from "./circles";
import { repairedPattern } from "./pattern";
import { mapSchemas } from "./walk";

/** Definitions that sealed schemas share; they are how recursion stays checked. */
export class Definitions {
  readonly #names = new Map<string, string>();
  readonly #made = new Map<string, JsonValue>();

  constructor(private readonly root: JsonObject) {}

  /**
   * A schema for the validator alone: the form never walks it, so it may refer and recur. Its references lead to shared
   * definitions, patterns are respelled for JavaScript, and what no validator could use is left out.
   */
  seal(schema: JsonValue): JsonValue {
    return mapSchemas(schema, (at) => {
      if (typeof at.$ref !== "string") return tidy(at);
      const target = refTarget(this.root, at.$ref);
      // A reference that can't be followed, or only in circles, judges nothing here; parseSchema names it.
      return target && !isGroundless(this.root, at.$ref) ? { $ref: this.#share(at.$ref, target) } : {};
    });
  }

  /** `definitions` for the form's schema, or nothing where nothing was shared. */
  collected(): JsonObject {
    return this.#made.size === 0 ? {} : { definitions: Object.fromEntries(this.#made) };
  }

  #share(ref: string, target: JsonObject): string {
    let name = this.#names.get(ref);
    if (name === undefined) {
      name = `${segmentsOf(ref).at(-1) ?? "root"}-${this.#names.size + 1}`;
      this.#names.set(ref, name);
      this.#made.set(name, {});
      this.#made.set(name, this.seal(target));
    }
    return `${FORM_ID}#${encodeURI(pointerOf(["definitions", name]))}`;
  }
}

/** What describes a place, without what judges it. */
export function annotationsOf(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([keyword, value]) =>
        (isAnnotation(keyword) && (keyword !== "default" || fitsType(schema, value))) ||
        (keyword.startsWith("x-") && keyword !== CHECK),
    ),
  );
}

function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.some((known) => known === keyword);
}

const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];

/** A schema without what would stop the compiler: ids of its own, keywords in the manner of other drafts, unknown types. */
export function tidy(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]): [string, JsonValue][] => {
      switch (keyword) {
        case "$id":
        case "id":
        case "$schema":
        case "$comment":
        case "$anchor":
        case "$defs":
        case "definitions":
          return [];
        case "type":
          return isType(value) ? [[keyword, value]] : [];
        case "default":
          return fitsType(schema, value) ? [[keyword, value]] : [];
        case "required":
          return isNames(value) ? [[keyword, [...new Set(value)]]] : [];
        case "enum":
          return Array.isArray(value) && value.length > 0 ? [[keyword, value]] : [];
        case "pattern": {
          const pattern = typeof value === "string" ? repairedPattern(value) : null;
          return pattern === null ? [] : [[keyword, pattern]];
        }
        case "patternProperties":
          return isObject(value) ? [[keyword, repairedNames(value)]] : [];
        case "exclusiveMinimum":
        case "exclusiveMaximum":
          return typeof value === "number" ? [[keyword, value]] : [];
        default:
          return [[keyword, value]];
      }
    }),
  );
}

/**
 * False for a default that is not even of the schema's type (`null` or `"[]"` for a list): generators write such, and a
 * form that began with one could never be sent.
 */
function fitsType({ type }: JsonObject, value: JsonValue): boolean {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => TYPES.some((known) => known === name));
  return (
    types.length === 0 ||
    types.some((name) => name === typeOfValue(value) || (name === "number" && typeof value === "number"))
  );
}

function typeOfValue(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

function isType(value: JsonValue): boolean {
  return Array.isArray(value)
    ? value.length > 0 && value.every(isType)
    : typeof value === "string" && TYPES.includes(value);
}

function isNames(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function repairedNames(patterns: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(patterns).flatMap(([pattern, schema]): [string, JsonValue][] => {
      const repaired = repairedPattern(pattern);
      return repaired === null ? [] : [[repaired, schema]];
    }),
  );
}
