import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/**
 * Brings a person's changes over to values that somebody else changed meanwhile: what the person changed is theirs,
 * everything else is as it is now. Lists are taken whole.
 *
 * @param from what the person started with
 * @param mine what the person made of it
 * @param now what it is today
 * @returns the values, and the pointers of what both changed, differently (there the person's own value is taken)
 */
export function rebase(from: JsonObject, mine: JsonObject, now: JsonObject): { values: JsonObject; both: string[] } {
  const both: string[] = [];
  const pick = (
    path: string[],
    a: JsonValue | undefined,
    b: JsonValue | undefined,
    c: JsonValue | undefined,
  ): JsonValue | undefined => {
    if (equalJson(a, b)) return c;
    if (equalJson(a, c) || equalJson(b, c)) return b;
    if (isObject(b) && isObject(c)) return inside(path, isObject(a) ? a : {}, b, c);
    both.push(pointerOf(path));
    return b;
  };
  const inside = (path: string[], a: JsonObject, b: JsonObject, c: JsonObject): JsonObject => {
    const keys = [...new Set([...Object.keys(c), ...Object.keys(b)])];
    return Object.fromEntries(
      keys.flatMap((key) => {
        const at = (holder: JsonObject) => (Object.hasOwn(holder, key) ? holder[key] : undefined);
        const value = pick([...path, key], at(a), at(b), at(c));
        return value === undefined ? [] : [[key, value]];
      }),
    );
  };
  return { values: inside([], from, mine, now), both };
}
