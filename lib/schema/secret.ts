import { schemaAt } from "@/lib/domain/field";
import { entriesOf, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { SECRET } from "./hints";

/** How Kubernetes spells a Secret's name (a DNS subdomain) and a key in one. */
export const SECRET_PATTERNS = {
  name: "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
  key: "[.]?[-_A-Za-z0-9][-._A-Za-z0-9]*",
} as const;
export const SECRET_LENGTH = 253;
const SPELLINGS = {
  name: new RegExp(`^(${SECRET_PATTERNS.name})?$`),
  key: new RegExp(`^(${SECRET_PATTERNS.key})?$`),
};

/** Said instead of what any other rule would say: it must not repeat what stands there. */
export const SECRET_SENTENCES = {
  reference: "Name a Secret and the key in it. The secret itself must not stand here: Git would keep it for ever.",
  name: "This must be a Secret's name: lower-case letters, digits, hyphens and dots. The secret itself must not stand here: Git would keep it for ever.",
  key: "This must be a key in a Secret: letters, digits, hyphens, underscores and dots. The secret itself must not stand here: Git would keep it for ever.",
} as const;

/** What a place that leads to a Secret takes, or null for any other place. */
export function secretPartOf(schema: JsonObject | undefined): keyof typeof SECRET_SENTENCES | null {
  switch (schema?.[SECRET]) {
    case "name":
    case "key":
      return schema[SECRET];
    case "reference":
    case "generated":
      return "reference";
    default:
      return null;
  }
}

/** True when a text could be the name of a Secret, or of a key in one. An empty one is nobody's secret. */
export function isSpelled(part: "name" | "key", text: string): boolean {
  return text.length <= SECRET_LENGTH && SPELLINGS[part].test(text);
}

/** The innermost place on the way to `pointer` that leads to a Secret, with what it takes; null where there is none. */
export function secretAt(
  schema: JsonObject,
  pointer: string,
): { pointer: string; part: keyof typeof SECRET_SENTENCES } | null {
  if (!hasSecrets(schema)) return null;
  const segments = segmentsOf(pointer);
  for (let length = segments.length; length > 0; length--) {
    const at = pointerOf(segments.slice(0, length));
    const part = secretPartOf(schemaAt(schema, at));
    if (part !== null) return { pointer: at, part };
  }
  return null;
}

const known = new WeakMap<JsonObject, boolean>();

/** True for a schema with a place that leads to a Secret. */
export function hasSecrets(schema: JsonObject): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const has = JSON.stringify(schema).includes(`"${SECRET}"`);
  known.set(schema, has);
  return has;
}

/**
 * The values without what may be a secret: whatever stands at a place that leads to a Secret and can't be a name or a
 * key. The same object where there is none.
 *
 * @param schema a form's schema, or a chart's own
 */
export function withoutLiterals(schema: JsonObject, values: JsonObject): JsonObject {
  if (!hasSecrets(schema)) return values;
  const kept = cleaned(schema, [], values);
  return isObject(kept) ? kept : {};
}

/** True when something stands where a Secret is to be named that can't be a name or a key. */
export function holdsLiterals(schema: JsonObject, values: JsonObject): boolean {
  return withoutLiterals(schema, values) !== values;
}

/** The texts that may be secrets, for whoever must not show them. */
export function literalsIn(schema: JsonObject, values: JsonObject): string[] {
  return textsIn(values, withoutLiterals(schema, values));
}

function cleaned(root: JsonObject, path: string[], value: JsonValue): JsonValue | undefined {
  const part = path.length === 0 ? null : secretPartOf(schemaAt(root, pointerOf(path)));
  if (part !== null && value !== null) {
    if (part === "reference") return isObject(value) ? cleanedEach(root, path, value, ["name", "key"]) : undefined;
    return typeof value === "string" && isSpelled(part, value) ? value : undefined;
  }
  if (isObject(value)) return cleanedEach(root, path, value, null);
  if (!Array.isArray(value)) return value;
  const items = value.map((item, at) => cleaned(root, [...path, String(at)], item));
  // An entry keeps its place: what is said of the others goes by their numbers.
  return items.every((item, at) => item === value[at]) ? value : items.map((item) => item ?? null);
}

function cleanedEach(
  root: JsonObject,
  path: string[],
  value: JsonObject,
  allowed: readonly string[] | null,
): JsonObject {
  const before = entriesOf(value);
  const after = before.flatMap(([key, child]): [string, JsonValue][] => {
    const kept = allowed?.includes(key) === false ? undefined : cleaned(root, [...path, key], child);
    return kept === undefined ? [] : [[key, kept]];
  });
  const same = after.length === before.length && after.every(([, child], at) => child === before[at]?.[1]);
  return same ? value : Object.fromEntries(after);
}

/** Every text (or number) below `whole` that `rest` lacks, keys of objects included. */
function textsIn(whole: JsonValue | undefined, rest: JsonValue | undefined): string[] {
  if (whole === undefined || whole === rest) return [];
  if (Array.isArray(whole))
    return whole.flatMap((item, at) => textsIn(item, Array.isArray(rest) ? rest[at] : undefined));
  if (isObject(whole))
    return entriesOf(whole).flatMap(([key, child]) => {
      const other = isObject(rest) && Object.hasOwn(rest, key) ? rest[key] : undefined;
      return other === undefined ? [key, ...textsIn(child, undefined)] : textsIn(child, other);
    });
  return whole === null || typeof whole === "boolean" ? [] : [String(whole)];
}
