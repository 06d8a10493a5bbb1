import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { segmentsOf } from "@/lib/domain/pointer";

/** Where a value is, as rjsf says it: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** The same values without the key that a pointer names. Array items are never taken out: that would shift the others. */
export function withoutKey(values: JsonObject, pointer: string): JsonObject {
  const walk = (at: JsonValue, keys: string[]): JsonValue => {
    const [key, ...rest] = keys;
    if (key === undefined) return at;
    if (Array.isArray(at)) return at.map((item, index) => (String(index) === key ? walk(item, rest) : item));
    if (!isObject(at) || !Object.hasOwn(at, key)) return at;
    if (rest.length === 0) return Object.fromEntries(Object.entries(at).filter(([name]) => name !== key));
    return { ...at, [key]: walk(at[key] ?? null, rest) };
  };
  const result = walk(values, segmentsOf(pointer));
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
