import { isObject, type JsonObject } from "@/lib/domain/json";
import { pointerOf, segmentsOf, valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import type { Service } from "@/lib/domain/service";
import { judgeValues } from "@/lib/schema/judge";

/** What is wrong with values that a file states: keys that the schema refuses, and everything else. */
export function problemsInFile(
  service: Pick<Service, "schema">,
  values: JsonObject,
): { unknownKeys: Problem[]; problems: Problem[] } {
  const all = judgeValues(service.schema, values);
  return {
    unknownKeys: all.filter(({ code }) => code === "unknown-key"),
    problems: all.filter(({ code }) => code !== "unknown-key"),
  };
}

/**
 * The values to judge and write: keys of the file that the schema refuses go only when the person asked for it; one
 * that is merely missing from what was sent is put back, so that it is named instead of lost.
 * @param remove JSON pointers of unknown keys to take out.
 */
export function settleUnknownKeys(
  service: Pick<Service, "schema">,
  file: JsonObject | null,
  sent: JsonObject,
  remove: readonly string[],
): JsonObject {
  const values = structuredClone(sent);
  const unwanted = new Set(remove);
  for (const { pointer } of file ? problemsInFile(service, file).unknownKeys : []) {
    if (pointer === null || file === null) continue;
    const keys = segmentsOf(pointer);
    const last = keys.pop();
    const there = valueAt(values, pointerOf(keys));
    if (last === undefined || !isObject(there)) continue;
    if (unwanted.has(pointer)) Reflect.deleteProperty(there, last);
    // Entries of a list may have moved, so what is missing in one can't be told.
    else if (!Object.hasOwn(there, last) && !keys.some((key) => /^\d+$/.test(key)))
      define(there, last, valueAt(file, pointer));
  }
  return values;
}

/** Sets by definition: a key may be called `__proto__`. */
function define(object: JsonObject, key: string, value: JsonObject[string] | undefined): void {
  if (value !== undefined)
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
