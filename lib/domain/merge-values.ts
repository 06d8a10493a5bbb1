import { equalJson, isObject, type JsonObject } from "./json";

/**
 * Both sides' changes since `base` in one. Where both changed the same value (a list counts as one), `ours` stays:
 * ask for conflicts first.
 */
export function mergeValues(base: JsonObject, ours: JsonObject, theirs: JsonObject): JsonObject {
  const merged: JsonObject = {};
  // Their order first, so that the file on main changes in as few lines as possible.
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const [before, mine, yours] = [base, ours, theirs].map((side) =>
      Object.hasOwn(side, key) ? side[key] : undefined,
    );
    const value =
      isObject(mine) && isObject(yours)
        ? mergeValues(isObject(before) ? before : {}, mine, yours)
        : equalJson(mine, before)
          ? yours
          : mine;
    // By definition, not by assignment: a key may be called `__proto__`.
    if (value !== undefined)
      Object.defineProperty(merged, key, { value, enumerable: true, writable: true, configurable: true });
  }
  return merged;
}
