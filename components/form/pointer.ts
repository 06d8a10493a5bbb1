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

/** True when `pointer` is `ancestor` or lies inside it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** The id of the element that a field's problems lead to. White space would split a list of ids. */
export function fieldId(pointer: string): string {
  return `f${pointer.replace(/[\s%]/g, encodeURIComponent)}`;
}
