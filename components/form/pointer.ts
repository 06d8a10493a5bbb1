import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";

/** Where a value is, as rjsf says it: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/**
 * The same values without the keys that pointers name, in one walk: a file may have thousands. What holds none of them
 * stays the same object. Array items are never taken out: that would shift the others.
 */
export function withoutKeys(values: JsonObject, pointers: readonly string[]): JsonObject {
  const unwanted = new Set(pointers);
  const walk = (at: JsonValue, pointer: string): JsonValue => {
    if (Array.isArray(at)) {
      const items = at.map((item, index) => walk(item, `${pointer}/${index}`));
      return items.every((item, index) => item === at[index]) ? at : items;
    }
    if (!isObject(at)) return at;
    const before = Object.entries(at);
    const after = before.flatMap(([key, value]): [string, JsonValue][] => {
      const place = `${pointer}${pointerOf([key])}`;
      return unwanted.has(place) ? [] : [[key, walk(value, place)]];
    });
    const same = after.length === before.length && after.every(([, value], index) => value === before[index]?.[1]);
    return same ? at : Object.fromEntries(after);
  };
  const result = unwanted.size === 0 ? values : walk(values, "");
  return isObject(result) ? result : values;
}

/** The same values with the key that a pointer names as `source` has it, so that what was taken out can be put back. */
export function withKeyOf(values: JsonObject, pointer: string, source: JsonObject): JsonObject {
  const walk = (at: JsonObject, keys: string[], from: JsonValue | undefined): JsonObject => {
    const [key, ...rest] = keys;
    if (key === undefined || !isObject(from) || !Object.hasOwn(from, key)) return at;
    const [here, there] = [at[key], from[key]];
    if (rest.length === 0) return Object.hasOwn(at, key) || there === undefined ? at : defined(at, key, there);
    return isObject(here) ? defined(at, key, walk(here, rest, there)) : at;
  };
  return walk(values, segmentsOf(pointer), source);
}

/** fromEntries makes own keys of every name; assignment would lose a key called __proto__. */
function defined(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return Object.fromEntries([...Object.entries(object).filter(([name]) => name !== key), [key, value]]);
}

/** True when `pointer` is `ancestor` or lies inside it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** The id of the element that a field's problems lead to. White space would split a list of ids. */
export function fieldId(pointer: string): string {
  return `f${pointer.replace(/[\s%]/g, encodeURIComponent)}`;
}
