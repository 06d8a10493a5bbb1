import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { ANNOTATIONS, refTarget } from "@/lib/domain/local-ref";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { CHECK, FORM_ID } from "./check-keyword";
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
      // A reference that can't be followed judges nothing here; the chart's own gate names it.
      return target ? { $ref: this.#share(at.$ref, target) } : {};
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
      ([keyword]) => isAnnotation(keyword) || (keyword.startsWith("x-") && keyword !== CHECK),
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
