import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { identitiesOf } from "@/lib/domain/list-identity";
import { followRef } from "@/lib/domain/local-ref";

/**
 * What a chart will see: the schema's defaults beneath what is stated.
 *
 * Objects are overlaid key by key, at every depth. A list's items and a map's entries are taken as they are, because Helm
 * and the API fill nothing into them; only those of a default are filled in, where the default is written down. An object
 * that nobody states appears only when its defaults make it complete: one whose required child has no default stays away,
 * as it would in the cluster. Keys that the schema doesn't know stay.
 *
 * @param schema a form's schema, or a chart's own (local `$ref`s are followed)
 * @param stated what a manifest states; not changed
 * @returns new values, in the schema's order of keys, unknown keys last
 */
export function effectiveValues(schema: JsonObject, stated: JsonObject): JsonObject {
  return laid(schema, stated, "as they are");
}

/**
 * What a form shows: what a chart will see, and in each item of a list and each entry of a map the defaults that it
 * leaves unsaid.
 */
export function formValues(schema: JsonObject, stated: JsonObject): JsonObject {
  return laid(schema, stated, "filled");
}

/** What a property has when nobody states it: its own default, or the one that its properties' defaults make together. */
export function defaultOf(property: JsonObject): JsonValue | undefined {
  return overlay(property, property, undefined, 0, "as they are");
}

/**
 * What the manifest must state so that the form shows `shown` and the chart gets what it requires: everything that
 * differs from its default, and everything that `file` stated already. An object that has nothing left to state goes away
 * unless the file stated it. Items and entries that the file has too stay as the file wrote them, save that what they
 * require is written out; new ones are written out in full, because Helm fills no defaults into them.
 *
 * @param schema the schema that `shown` was made with
 * @param shown what the form holds (`formValues`); a key whose value is undefined counts as absent
 * @param file the manifest's values as they were; `{}` for a new one
 * @returns new values: the file's keys in the file's order, then the others in `shown`'s
 */
export function statedValues(schema: JsonObject, shown: JsonObject, file: JsonObject): JsonObject {
  return statedObject(schema, schema, shown, file, "beside defaults");
}

/** Whether the defaults of items and entries are laid in. */
type Entries = "as they are" | "filled";

/** Where an object lies: Helm fills in its defaults, or it is (in) an item or entry, where Helm doesn't. */
type Lies = "beside defaults" | "in an entry";

/** Deep enough for any schema that people write; it only stops a `$ref` that leads back to itself. */
const DEEPEST = 40;

function laid(schema: JsonObject, stated: JsonObject, entries: Entries): JsonObject {
  const values = overlay(schema, schema, stated, 0, entries);
  return isObject(values) ? values : {};
}

function overlay(
  root: JsonObject,
  schema: JsonObject,
  stated: JsonValue | undefined,
  depth: number,
  entries: Entries,
): JsonValue | undefined {
  const at = followRef(root, schema);
  const start = stated === undefined ? copy(at.default) : stated;
  // A default is written out whole, in values.yaml and in the API's definition alike.
  const within = stated === undefined ? "filled" : entries;
  if (depth > DEEPEST) return start;
  if (Array.isArray(start)) {
    const { items } = at;
    if (within === "as they are" || !isObject(items)) return start;
    return start.map((item) => overlay(root, items, item, depth + 1, within) ?? null);
  }
  if (isObject(start)) {
    const below = stated !== undefined && isObject(at.default) ? merged(at.default, start) : start;
    return overlayKeys(root, at, below, depth, within);
  }
  if (start !== undefined || !isObject(at.properties)) return start;
  const made = overlayKeys(root, at, {}, depth, within);
  return Object.keys(made).length > 0 && isComplete(at, made) ? made : undefined;
}

function overlayKeys(
  root: JsonObject,
  schema: JsonObject,
  stated: JsonObject,
  depth: number,
  entries: Entries,
): JsonObject {
  const known = isObject(schema.properties) ? schema.properties : {};
  const others = Object.keys(stated).filter((key) => !Object.hasOwn(known, key));
  const rest = isObject(schema.additionalProperties) ? schema.additionalProperties : {};
  const filled = [
    ...Object.entries(known).map(([key, child]) => [key, isObject(child) ? child : {}] as const),
    ...others.map((key) => [key, entries === "filled" ? rest : {}] as const),
  ].flatMap(([key, child]) => {
    const own = Object.hasOwn(stated, key) ? stated[key] : undefined;
    const value = overlay(root, child, own, depth + 1, entries);
    return value === undefined ? [] : [[key, value] as const];
  });
  // fromEntries makes own keys of every name; assignment would lose a key called __proto__.
  return Object.fromEntries(filled);
}

function isComplete(schema: JsonObject, made: JsonObject): boolean {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return required.every((key) => typeof key === "string" && Object.hasOwn(made, key));
}

function statedObject(
  root: JsonObject,
  schema: JsonObject,
  shown: JsonObject,
  file: JsonObject,
  lies: Lies,
): JsonObject {
  const known = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const inFile = Object.keys(file).filter((key) => shown[key] !== undefined && Object.hasOwn(shown, key));
  const rest = Object.keys(shown).filter((key) => shown[key] !== undefined && !Object.hasOwn(file, key));
  const entries = [...inFile, ...rest].flatMap((key) => {
    const value = shown[key];
    if (value === undefined) return [];
    const isKnown = Object.hasOwn(known, key);
    const child = isKnown ? known[key] : schema.additionalProperties;
    const own = followRef(root, isObject(child) ? child : {});
    const before = Object.hasOwn(file, key) ? file[key] : undefined;
    const mayRest = isKnown && before === undefined && !(lies === "in an entry" && required.includes(key));
    if (mayRest && equalJson(value, overlay(root, own, undefined, 0, "filled"))) return [];
    const kept = isKnown ? statedValue(root, own, value, before, lies) : statedEntry(root, own, value, before);
    return [[key, kept] as const];
  });
  return Object.fromEntries(entries);
}

/** What to state of a property that the schema names and that needs stating. */
function statedValue(
  root: JsonObject,
  schema: JsonObject,
  value: JsonValue,
  before: JsonValue | undefined,
  lies: Lies,
): JsonValue {
  if (lies === "in an entry" && before === undefined) return clean(value);
  if (isObject(value)) {
    const own = isObject(schema.default) ? schema.default : {};
    // Beneath an object's own default its keys fall back to that default, not to their schemas'.
    // An empty object still says something where its absence would leave it away.
    return statedObject(root, beneath(schema, own), value, isObject(before) ? before : {}, lies);
  }
  return Array.isArray(value) ? statedList(root, schema, value, before) : value;
}

/** What to state of a list's item or of a map's entry: all of it, unless the file had it and left defaults unsaid. */
function statedEntry(root: JsonObject, schema: JsonObject, value: JsonValue, before: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return statedList(root, schema, value, before);
  if (isObject(value) && isObject(before)) return statedObject(root, schema, value, before, "in an entry");
  return clean(value);
}

function statedList(
  root: JsonObject,
  schema: JsonObject,
  value: JsonValue[],
  before: JsonValue | undefined,
): JsonValue[] {
  const items = followRef(root, isObject(schema.items) ? schema.items : {});
  const old = Array.isArray(before) ? before : [];
  const shown = old.map((item) => overlay(root, items, item, 0, "filled") ?? null);
  const free = new Set(old.keys());
  const claim = (at: number | undefined): number | undefined => (at !== undefined && free.delete(at) ? at : undefined);
  const ids = identitiesOf(shown, value);
  const fresh = new Set(ids.after);
  // Whoever stayed keeps its place, whoever moved or goes by the same name brings its own text along, whoever is left
  // changed where it stands.
  const stayed = value.map((item, at) => (equalJson(shown[at], item) ? claim(at) : undefined));
  const moved = value.map((item, at) => stayed[at] ?? claim([...free].find((from) => equalJson(shown[from], item))));
  const named = value.map((_item, at) => {
    const id = ids.after[at];
    return moved[at] ?? (id === undefined ? undefined : claim(ids.before.findIndex((other) => other === id)));
  });
  return value.map((item, at) => {
    const mayStand = ids.before[at] === undefined || !fresh.has(ids.before[at]);
    const from = named[at] ?? (mayStand ? claim(at) : undefined);
    return statedEntry(root, items, item, from === undefined ? undefined : old[from]);
  });
}

/**
 * The schema of an object's keys where the object's own default gives some of them another default.
 *
 * @param own the object's default
 */
export function beneath(schema: JsonObject, own: JsonObject): JsonObject {
  if (Object.keys(own).length === 0) return schema;
  const known = isObject(schema.properties) ? schema.properties : {};
  const properties = Object.fromEntries(
    [...new Set([...Object.keys(known), ...Object.keys(own)])].map((key) => {
      const child = Object.hasOwn(known, key) ? known[key] : undefined;
      const base = isObject(child) ? child : isObject(schema.additionalProperties) ? schema.additionalProperties : {};
      // A setting may be called `constructor`, which every object has.
      const value = Object.hasOwn(own, key) ? own[key] : undefined;
      return [key, value === undefined ? base : { ...base, default: value }];
    }),
  );
  return { ...schema, properties };
}

function merged(below: JsonObject, above: JsonObject): JsonObject {
  const entries = entriesOf(above).map(([key, value]): [string, JsonValue] => {
    const under = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isObject(value) && isObject(under) ? merged(under, value) : value];
  });
  return Object.fromEntries([...entriesOf(below), ...entries]);
}

function copy(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined ? undefined : structuredClone(value);
}

/** Without the keys that a form has emptied. */
function clean(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(clean);
  if (!isObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, child]) => [key, clean(child)]));
}
