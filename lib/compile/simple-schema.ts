import type { JsonValue } from "@/lib/domain/json";
import type { ApiPlace, ApiType } from "./api-place";

/** A field's type with its markers, as KRO's SimpleSchema writes it: `integer | minimum=1 default=3`. */
type FieldText = string;

/** KRO's `schema.types` and the one field of `schema.spec`. */
export interface SimpleSchema {
  types: Record<string, FieldText | Record<string, FieldText>>;
  /** The type of `spec.values`. */
  values: FieldText;
}

/**
 * A service's values in KRO's SimpleSchema (kro v0.9.3, pkg/simpleschema: parse.go, markers.go, transform.go).
 * Every object has a type of its own, because a map of fields can carry no markers, and so has every entry that has any.
 *
 * @param root the values (apiTypes)
 * @param description what stands on `spec.values`; it may hold anything
 */
export function simpleSchema(root: ApiPlace, description: string): SimpleSchema {
  const types: SimpleSchema["types"] = {};
  const name = typeName(root, ["values"], types);
  return { types, values: `${name} | ${[marker("required", true), marker("description", description)].join(" ")}` };
}

/** The name of a place's type, which is put among the named ones where it needs a name. */
function typeName(place: ApiPlace, path: string[], types: SimpleSchema["types"]): string {
  const { type } = place;
  switch (type.form) {
    case "scalar":
      return type.name;
    case "open":
      return "object";
    case "list":
      return `[]${entryType(type.items, path, types)}`;
    case "map":
      return `map[string]${entryType(type.entries, path, types)}`;
    case "struct":
      return structType(type, path, types);
  }
}

function structType(
  { fields }: Extract<ApiType, { form: "struct" }>,
  path: string[],
  types: SimpleSchema["types"],
): string {
  const name = freeName(path, types);
  const struct: Record<string, FieldText> = {};
  // Named before its fields are, so that a reader meets the outer type first.
  types[name] = struct;
  for (const { key, required, place } of fields) {
    const text = typeName(place, [...path, key], types);
    const markers = [...(required ? [marker("required", true)] : []), ...markersOf(place)];
    // An own property even where the key is called __proto__.
    Object.defineProperty(struct, key, {
      value: join(text, markers),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return name;
}

/** The type of a list's or a map's entries: a name of its own where the entries have markers. */
function entryType(place: ApiPlace, path: string[], types: SimpleSchema["types"]): string {
  const markers = markersOf(place);
  const text = typeName(place, [...path, "entry"], types);
  if (markers.length === 0 || place.type.form === "struct") return text;
  const name = freeName([...path, "entry"], types);
  types[name] = join(text, markers);
  return name;
}

/** `Values`, `ValuesBackups`, `ValuesOwnersEntry`; with a number where two places would have the same name. */
function freeName(path: string[], types: SimpleSchema["types"]): string {
  const words = path.flatMap((segment) => segment.split(/[^A-Za-z0-9]+/).filter((word) => word !== ""));
  const base = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!Object.hasOwn(types, name)) return name;
  }
}

function join(type: string, markers: string[]): FieldText {
  return markers.length === 0 ? type : `${type} | ${markers.join(" ")}`;
}

function markersOf(place: ApiPlace): string[] {
  const { description } = place.schema;
  return [
    ...(place.default === undefined ? [] : [marker("default", place.default)]),
    ...Object.entries(place.markers).map(([keyword, value]) => marker(keyword, value)),
    ...(typeof description === "string" && description !== "" ? [marker("description", description)] : []),
  ];
}

/**
 * One marker. KRO ends an unquoted value at a blank, counts brackets outside of quotes, and takes `\"` and `\\` in
 * quotes. It puts a text's default into JSON as it stands, so that one is escaped for JSON first.
 */
function marker(name: string, value: JsonValue): string {
  return `${name}=${markerValue(name, value)}`;
}

function markerValue(name: string, value: JsonValue): string {
  if (name === "enum" && Array.isArray(value))
    return quoted(value.map((option) => (typeof option === "string" ? option : JSON.stringify(option))).join(","));
  if (name === "default" && typeof value === "string") return quoted(JSON.stringify(value).slice(1, -1));
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
