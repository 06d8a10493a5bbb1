import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { mapWithin } from "@/lib/schema/walk";
import type { Path } from "./pointer";

/** What a coded name begins with; a name that begins with it by itself is coded too, so that there is one way back. */
const MARK = "=";

/** rjsf asks `key in object`, which every object answers for `toString`; it writes no `__proto__`, and takes "" for no key. */
function codedName(name: string): string {
  return name === "" || name.startsWith(MARK) || name in Object.prototype ? `${MARK}${name}` : name;
}

function plainName(name: string): string {
  return name.startsWith(MARK) ? name.slice(MARK.length) : name;
}

/** Keywords that hold values, by name of property, or names of properties. */
const VALUES = ["const", "default", "enum", "examples"];
const NAMED = ["dependencies", "properties"];

/** One way over the border to rjsf. What holds no name to change comes back as the same object; nothing is changed in place. */
class Way {
  readonly #values = new WeakMap<object, JsonValue>();
  readonly #schemas = new WeakMap<object, JsonObject>();

  constructor(readonly name: (name: string) => string) {}

  path(path: Path): (string | number)[] {
    return path.map((key) => (typeof key === "string" ? this.name(key) : key));
  }

  /** A form's data, or a part of it. A key whose value is undefined stays such a key. */
  value<T extends JsonValue | undefined>(value: T): T {
    if (typeof value !== "object" || value === null) return value;
    const known = this.#values.get(value) ?? this.#renamed(value);
    this.#values.set(value, known);
    // The keys have other names; what it is stays.
    return known as T;
  }

  schema(schema: JsonObject): JsonObject {
    const known = this.#schemas.get(schema);
    if (known) return known;
    const entries = Object.entries(schema).map(([keyword, value]) => [keyword, this.#keyword(keyword, value)] as const);
    const same = entries.every(([keyword, value]) => value === schema[keyword]);
    const made = same ? schema : Object.fromEntries(entries);
    this.#schemas.set(schema, made);
    return made;
  }

  #keyword(keyword: string, value: JsonValue): JsonValue {
    if (VALUES.includes(keyword)) return this.value(value);
    if (keyword === "required") return this.#names(value);
    const within = kept(
      value,
      mapWithin(keyword, value, (child) => (isObject(child) ? this.schema(child) : child)),
    );
    if (!NAMED.includes(keyword) || !isObject(within)) return within;
    // In `dependencies` there may be a list of names.
    return this.#keys(within, (needs) => (keyword === "dependencies" ? this.#names(needs) : needs));
  }

  #names(names: JsonValue): JsonValue {
    if (!Array.isArray(names)) return names;
    return kept(
      names,
      names.map((name) => (typeof name === "string" ? this.name(name) : name)),
    );
  }

  #renamed(value: JsonValue[] | JsonObject): JsonValue {
    if (!Array.isArray(value)) return this.#keys(value, (child) => this.value(child));
    return kept(
      value,
      value.map((item) => this.value(item)),
    );
  }

  #keys(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
    const before = Object.entries(object);
    const after = before.map(([key, value]) => [this.name(key), change(value)] as const);
    const same = after.every(([key, value], at) => key === before[at]?.[0] && value === before[at][1]);
    // fromEntries makes own keys of every name; assignment would lose a key called __proto__.
    return same ? object : Object.fromEntries(after);
  }
}

/** The old object where the new one holds the very same. */
function kept(before: JsonValue, after: JsonValue): JsonValue {
  if (Array.isArray(before) && Array.isArray(after))
    return after.every((item, at) => item === before[at]) ? before : after;
  if (!isObject(before) || !isObject(after)) return after;
  return Object.entries(after).every(([key, value]) => value === before[key]) ? before : after;
}

/** To rjsf: under names that no object has by itself. */
export const coded = new Way(codedName);
/** Back from rjsf. */
export const plain = new Way(plainName);
