import type { Condition, KubernetesObject } from "@/lib/domain/kubernetes";
import { objectsAt } from "./fields";

/** An object's conditions; none when it has no status yet. */
export function conditionsOf({ status }: KubernetesObject): Condition[] {
  return objectsAt(status, "conditions") as unknown as Condition[]; // every controller writes metav1.Condition
}

export function conditionOf(object: KubernetesObject, type: string): Condition | undefined {
  return conditionsOf(object).find((one) => one.type === type);
}

/** True when a condition is True for the object as it is now: one that speaks of an older generation says nothing. */
export function holdsNow(object: KubernetesObject, type: string): boolean {
  const condition = conditionOf(object, type);
  if (condition?.status !== "True") return false;
  return (condition.observedGeneration ?? object.metadata.generation) === object.metadata.generation;
}
