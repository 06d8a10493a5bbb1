import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { HopState } from "@/lib/domain/status";
import type { Trouble } from "./finding";
import { freshCondition, nameOfObject, number, text } from "./read";

/** How one object is by its own status. */
export interface Health {
  state: Extract<HopState, "ok" | "now" | "bad">;
  note: string;
  trouble: Trouble | null;
}

/** How many pods a workload wants and has; null for an object that runs none. */
export function replicasOf(object: KubernetesObject): { wanted: number; ready: number; rolledOut: boolean } | null {
  const { spec, status } = object;
  const current = (number(status, "observedGeneration") ?? 0) >= (object.metadata.generation ?? 0);
  const ready = number(status, "readyReplicas") ?? 0;
  const updated = number(status, "updatedReplicas") ?? 0;
  switch (object.kind) {
    case "Deployment":
    case "StatefulSet": {
      const wanted = number(spec, "replicas") ?? 1;
      const total = number(status, "replicas") ?? 0;
      const alone = object.kind === "StatefulSet" || total <= updated;
      return { wanted, ready, rolledOut: current && updated >= wanted && ready >= wanted && alone };
    }
    case "DaemonSet": {
      const wanted = number(status, "desiredNumberScheduled") ?? 0;
      const has = number(status, "numberReady") ?? 0;
      const newest = number(status, "updatedNumberScheduled") ?? 0;
      return { wanted, ready: has, rolledOut: current && newest >= wanted && has >= wanted };
    }
    default:
      return null;
  }
}

/** An object's health: by its kind where Kubernetes defines one, else by the conditions that most controllers write. */
export function healthOf(object: KubernetesObject): Health {
  const failed = failureOf(object);
  const replicas = replicasOf(object);
  const count = replicas === null ? "" : `${replicas.ready} of ${replicas.wanted}`;
  if (failed !== null) return { state: "bad", note: count, trouble: failed };
  if (object.metadata.deletionTimestamp !== undefined) return { state: "now", note: "being removed", trouble: null };
  if (replicas !== null) return { state: replicas.rolledOut ? "ok" : "now", note: count, trouble: null };
  const phase = text(object.status, "phase");
  if (object.kind === "PersistentVolumeClaim")
    return { state: phase === "Bound" ? "ok" : "now", note: phase.toLowerCase(), trouble: null };
  if (object.kind === "Namespace") return { state: phase === "Terminating" ? "now" : "ok", note: "", trouble: null };
  const ready = freshCondition(object, "Ready") ?? freshCondition(object, "Available");
  const claims = hasCondition(object, "Ready") || hasCondition(object, "Available");
  if (!claims) return { state: "ok", note: "", trouble: null };
  if (ready?.status === "True") return { state: "ok", note: "", trouble: null };
  const trouble =
    ready === undefined
      ? null
      : { quote: ready.message, said: nameOfObject(object), at: ready.lastTransitionTime, waiting: true };
  return { state: "now", note: phase, trouble };
}

/** True for the instance of a KRO definition. */
function isInstance({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.["kro.run/resource-graph-definition-name"] !== undefined;
}

function hasCondition(object: KubernetesObject, type: string): boolean {
  const conditions = object.status?.conditions;
  return Array.isArray(conditions) && conditions.some((one) => text(one, "type") === type);
}

/** Conditions that mean that it won't get better by waiting. */
function failureOf(object: KubernetesObject): Trouble | null {
  const replica = freshCondition(object, "ReplicaFailure");
  const progressing = freshCondition(object, "Progressing");
  const failed = freshCondition(object, "Failed");
  const stalled = freshCondition(object, "Stalled");
  const bad =
    [replica, stalled, failed].find((one) => one?.status === "True") ??
    (progressing?.status === "False" && progressing.reason === "ProgressDeadlineExceeded" ? progressing : undefined);
  if (bad !== undefined)
    return { quote: bad.message, said: nameOfObject(object), at: bad.lastTransitionTime, waiting: false };
  // A composite's child that KRO could not make anything of: waiting mends nothing.
  const made = freshCondition(object, "Ready");
  if (isInstance(object) && text(object.status, "state") === "ERROR" && made?.status === "False")
    return { quote: made.message, said: nameOfObject(object), at: made.lastTransitionTime, waiting: false };
  if (object.kind === "PersistentVolumeClaim" && text(object.status, "phase") === "Lost")
    return { quote: "the volume behind it is lost", said: nameOfObject(object), at: null, waiting: false };
  return null;
}
