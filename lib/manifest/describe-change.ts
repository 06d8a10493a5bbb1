import { labelOf } from "@/lib/domain/field";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** More than this many changes are counted, not listed. */
const MOST_LISTED = 3;

/**
 * A change in a few words, for a request's line: "instances 1 → 3, storage 20Gi → 40Gi".
 *
 * @param schema the chart's, for the fields' titles
 * @param before effective or stated values; null for a new target
 * @param after null for a deleted one
 * @returns "" when nothing differs, or when one side is null (there is nothing to compare with)
 */
export function describeChange(schema: JsonObject, before: JsonObject | null, after: JsonObject | null): string {
  if (before === null || after === null) return "";
  const changes = changesAt([], before, after);
  const listed = changes
    .slice(0, MOST_LISTED)
    .map(({ path, from, to }) => `${lowered(labelOf(schema, pointerOf(path)))} ${change(from, to)}`);
  const more = changes.length - listed.length;
  return more > 0 ? `${listed.join(", ")} and ${more} more` : listed.join(", ");
}

interface Change {
  path: string[];
  from: JsonValue | undefined;
  to: JsonValue | undefined;
}

function changesAt(path: string[], from: JsonValue | undefined, to: JsonValue | undefined): Change[] {
  if (equalJson(from, to)) return [];
  // What a new group sets tells more than how much it sets.
  const isNew = (from === undefined || from === null) && isObject(to) && Object.keys(to).length > 0;
  const old = isNew ? {} : from;
  if (isObject(old) && isObject(to)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(to)])];
    return keys.flatMap((key) => changesAt([...path, key], own(old, key), own(to, key)));
  }
  // Entries in place tell more than "1 entry → 1 entry"; once entries come and go, their number does.
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return from.flatMap((item, at) => changesAt([...path, String(at)], item, to[at]));
  return [{ path, from, to }];
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function change(from: JsonValue | undefined, to: JsonValue | undefined): string {
  if (from === undefined || from === null) return isObject(to) ? "added" : `set to ${shown(to)}`;
  if (to === undefined || to === null) return isScalar(from) ? `${shown(from)} removed` : "removed";
  return `${shown(from)} → ${shown(to)}`;
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== "object";
}

function shown(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.length === 1 ? "1 entry" : `${value.length} entries`;
  if (isObject(value)) return Object.keys(value).length === 1 ? "1 setting" : `${Object.keys(value).length} settings`;
  if (value === true) return "on";
  if (value === false) return "off";
  const text = value === "" ? "empty" : String(value);
  const [line = ""] = text.split("\n");
  return line.length > 30 || line !== text ? `${line.slice(0, 29)}…` : text;
}

/** A title in the middle of a sentence; an abbreviation keeps its capitals. */
function lowered(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
