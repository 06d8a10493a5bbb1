import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** A value that two people changed differently from the same beginning. Undefined: it isn't there. */
export interface Conflict {
  pointer: string;
  base: JsonValue | undefined;
  ours: JsonValue | undefined;
  theirs: JsonValue | undefined;
}

/**
 * The values that stand in each other's way when `ours` and `theirs`, both made from `base`, are brought together.
 * Objects are compared key by key, anything else as a whole. Empty when one merge can hold both changes.
 */
export function conflictsOf(base: JsonObject, ours: JsonObject, theirs: JsonObject): Conflict[] {
  return conflictsAt([], base, ours, theirs);
}

function conflictsAt(
  path: string[],
  base: JsonValue | undefined,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
): Conflict[] {
  if (equalJson(ours, theirs) || equalJson(base, ours) || equalJson(base, theirs)) return [];
  if (!isObject(ours) || !isObject(theirs)) return [{ pointer: pointerOf(path), base, ours, theirs }];
  const from = isObject(base) ? base : {};
  const keys = [...new Set([from, ours, theirs].flatMap((side) => Object.keys(side)))];
  return keys.flatMap((key) => conflictsAt([...path, key], own(from, key), own(ours, key), own(theirs, key)));
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
