import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { identitiesOf } from "@/lib/domain/list-identity";
import { followRef } from "@/lib/domain/local-ref";

/**
 * What a chart will see: the schema's defaults beneath what is stated.
 *
 * Objects are overlaid key by key, at every depth. A stated list is taken as it is, save that its items' own missing
 * defaults are filled in. An object that nobody states appears only when its defaults make it complete: one whose
 * required child has no default stays away, as it would in the cluster. Keys that the schema doesn't know stay.
 *
 * @param schema a form's schema, or a chart's own (local `$ref`s are followed)
 * @param stated what a manifest states; not changed
 * @returns new values, in the schema's order of keys, unknown keys last
 */
export function effectiveValues(schema: JsonObject, stated: JsonObject): JsonObject {
  const values = overlay(schema, schema, stated, 0);
  return isObject(values) ? values : {};
}

/**
 * What the manifest must state so that the chart sees `effective`: everything that differs from its default, and
 * everything that `file` stated already. An object that has nothing left to state goes away unless the file stated it.
 * Items of a list that the file has too stay as the file wrote them; new ones are written out in full, because Helm
 * fills no defaults into lists.
 *
 * @param schema the schema that `effective` was made with
 * @param effective what the form holds; a key whose value is undefined counts as absent
 * @param file the manifest's values as they were; `{}` for a new one
 * @returns new values: the file's keys in the file's order, then the others in `effective`'s
 */
export function statedValues(schema: JsonObject, effective: JsonObject, file: JsonObject): JsonObject {
  return statedObject(schema, schema, effective, file);
}

/** Deep enough for any schema that people write; it only stops a `$ref` that leads back to itself. */
const DEEPEST = 40;

function overlay(
  root: JsonObject,
  schema: JsonObject,
  stated: JsonValue | undefined,
  depth: number,
): JsonValue | undefined {
  const at = followRef(root, schema);
  const start = stated === undefined ? copy(at.default) : stated;
  if (depth > DEEPEST) return start;
  if (Array.isArray(start)) {
    const { items } = at;
    return isObject(items) ? start.map((item) => overlay(root, items, item, depth + 1) ?? null) : start;
  }
  if (isObject(start)) {
    const below = stated !== undefined && isObject(at.default) ? merged(at.default, start) : start;
    return overlayKeys(root, at, below, depth);
  }
  if (start !== undefined || !isObject(at.properties)) return start;
  const made = overlayKeys(root, at, {}, depth);
  return Object.keys(made).length > 0 && isComplete(at, made) ? made : undefined;
}

function overlayKeys(root: JsonObject, schema: JsonObject, stated: JsonObject, depth: number): JsonObject {
  const known = isObject(schema.properties) ? schema.properties : {};
  const others = Object.keys(stated).filter((key) => !Object.hasOwn(known, key));
  const rest = isObject(schema.additionalProperties) ? schema.additionalProperties : {};
  const filled = [
    ...Object.entries(known).map(([key, child]) => [key, isObject(child) ? child : {}] as const),
    ...others.map((key) => [key, rest] as const),
  ].flatMap(([key, child]) => {
    const own = Object.hasOwn(stated, key) ? stated[key] : undefined;
    const value = overlay(root, child, own, depth + 1);
    return value === undefined ? [] : [[key, value] as const];
  });
  // fromEntries makes own keys of every name; assignment would lose a key called __proto__.
  return Object.fromEntries(filled);
}

function isComplete(schema: JsonObject, made: JsonObject): boolean {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return required.every((key) => typeof key === "string" && Object.hasOwn(made, key));
}

function statedObject(root: JsonObject, schema: JsonObject, effective: JsonObject, file: JsonObject): JsonObject {
  const known = isObject(schema.properties) ? schema.properties : {};
  const inFile = Object.keys(file).filter((key) => effective[key] !== undefined && Object.hasOwn(effective, key));
  const rest = Object.keys(effective).filter((key) => effective[key] !== undefined && !Object.hasOwn(file, key));
  const entries = [...inFile, ...rest].flatMap((key) => {
    const value = effective[key];
    if (value === undefined) return [];
    const isKnown = Object.hasOwn(known, key);
    const child = isKnown ? known[key] : schema.additionalProperties;
    const own = followRef(root, isObject(child) ? child : {});
    const before = Object.hasOwn(file, key) ? file[key] : undefined;
    const kept = isKnown ? statedValue(root, own, value, before) : statedEntry(root, own, value, before);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(entries);
}

/** What to state of a property that the schema names; undefined when nothing needs saying. */
function statedValue(
  root: JsonObject,
  schema: JsonObject,
  value: JsonValue,
  before: JsonValue | undefined,
): JsonValue | undefined {
  if (isObject(value)) {
    if (before === undefined && equalJson(value, overlay(root, schema, undefined, 0))) return undefined;
    const own = isObject(schema.default) ? schema.default : {};
    // Beneath an object's own default its keys fall back to that default, not to their schemas'.
    const kept = statedObject(root, beneath(schema, own), value, isObject(before) ? before : {});
    // An empty object still says something where its absence would leave it away.
    return kept;
  }
  if (before === undefined && equalJson(value, overlay(root, schema, undefined, 0))) return undefined;
  return Array.isArray(value) ? statedList(root, schema, value, before) : value;
}

/** What to state of a list's item or of a map's entry: all of it, unless the file had it and left defaults unsaid. */
function statedEntry(root: JsonObject, schema: JsonObject, value: JsonValue, before: JsonValue | undefined): JsonValue {
  if (before !== undefined && equalJson(overlay(root, schema, before, 0), value)) return before;
  if (Array.isArray(value)) return statedList(root, schema, value, before);
  if (isObject(value) && isObject(before)) return statedObject(root, schema, value, before);
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
  const shown = old.map((item) => overlay(root, items, item, 0) ?? null);
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
