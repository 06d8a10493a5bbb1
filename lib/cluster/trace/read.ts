import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Condition, KubernetesObject } from "@/lib/domain/kubernetes";

/** The value at a path of keys, or undefined as soon as one is missing. */
export function at(value: JsonValue | undefined, ...keys: string[]): JsonValue | undefined {
  let here = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return here;
}

/** The string at a path of keys, or "". */
export function text(value: JsonValue | undefined, ...keys: string[]): string {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : "";
}

/** The number at a path of keys, or undefined. */
export function number(value: JsonValue | undefined, ...keys: string[]): number | undefined {
  const found = at(value, ...keys);
  return typeof found === "number" ? found : undefined;
}

/** The objects in the array at a path of keys; empty when it is not one. */
export function list(value: JsonValue | undefined, ...keys: string[]): JsonObject[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found.filter((item) => isObject(item)) : [];
}

/** The conditions that an object states, current or not. What is no condition is passed over. */
export function conditionsOf(object: KubernetesObject | null): Condition[] {
  return list(object?.status, "conditions").flatMap((raw) => {
    const type = text(raw, "type");
    const status = (["True", "False", "Unknown"] as const).find((one) => one === raw.status);
    if (type === "" || status === undefined) return [];
    const observedGeneration = number(raw, "observedGeneration");
    return [
      {
        type,
        status,
        reason: text(raw, "reason"),
        message: text(raw, "message"),
        lastTransitionTime: text(raw, "lastTransitionTime"),
        ...(observedGeneration === undefined ? {} : { observedGeneration }),
      },
    ];
  });
}

/** False for what a controller said about a version of the object that is not the one there now. */
export function isFresh(object: KubernetesObject, condition: Condition): boolean {
  const { generation } = object.metadata;
  const observed = condition.observedGeneration ?? number(object.status, "observedGeneration");
  return generation === undefined || observed === undefined || observed >= generation;
}

/** An object's condition of a type, unless it is stale. */
export function freshCondition(object: KubernetesObject, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type && isFresh(object, condition));
}

/** `Deployment/shop` */
export function nameOfObject(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** The later of two ISO times; null when there is none. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
