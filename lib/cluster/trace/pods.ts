import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { type Context, type Finding, finding, isForbidden, NOT_PERMITTED, passes, type Trouble } from "./finding";
import { healthOf, replicasOf } from "./health";
import { asTheRelease, installed } from "./objects";
import { conditionsOf, list, nameOfObject, number, text } from "./read";
import { hasVersionBefore } from "./release";

/** Reasons for which a container waits that time alone won't cure. */
const STUCK = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "CrashLoopBackOff",
]);

/** Are the pods of this version ready? */
export function pods(context: Context): Finding {
  const { observation, depth, found } = context;
  if (depth === "summary") return finding(asTheRelease(found), "");
  const workloads = installed(observation.objects).filter(
    (object) => replicasOf(object) !== null || ownsPods(object, observation.pods),
  );
  const mine = currentPods(context);
  const conditions = mine.flatMap((pod) =>
    conditionsOf(pod).map((one) => ({ ...one, type: `${nameOfObject(pod)} ${one.type}` })),
  );
  const trouble = mine.map((pod) => troubleOf(pod, context)).find((one) => one !== null) ?? null;
  const ready = mine.filter(isReady);
  // Where the pods may not be read, what runs them still counts them.
  const counted = isForbidden(observation, "Pod")
    ? workloads.reduce((sum, object) => sum + (replicasOf(object)?.ready ?? 0), 0)
    : ready.length;
  const wanted = workloads.reduce(
    (sum, object) => sum + (replicasOf(object)?.wanted ?? podsOf(object, mine).length),
    0,
  );
  const none = hasChildren(observation) ? "its children run them" : "none needed";
  const note = wanted === 0 ? none : `${Math.min(counted, wanted)} of ${wanted} ready`;
  if (trouble !== null) return finding("bad", note, { at: trouble.at, conditions, trouble });
  if (workloads.length === 0)
    return passes(found.objects?.state)
      ? finding(found.objects?.state ?? "ok", found.objects?.state === "ok" ? none : NOT_PERMITTED)
      : finding("idle", "waits for the objects");
  const done = workloads.every((object) => healthOf(object).state === "ok") && counted >= wanted;
  const since = ready
    .map((pod) => conditionsOf(pod).find((one) => one.type === "Ready")?.lastTransitionTime ?? "")
    .sort();
  return finding(done ? "ok" : "now", note, { at: done ? (since.at(-1) ?? null) : null, conditions });
}

/** True for a composite: its release made custom resources of the platform's own group. */
function hasChildren({ instance, objects }: Context["observation"]): boolean {
  return instance !== null && installed(objects).some(({ apiVersion }) => apiVersion === instance.apiVersion);
}

/** How many pods serve now, of whatever version. */
export function servingPods(all: readonly KubernetesObject[]): number {
  return all.filter(isReady).length;
}

/** True when a pod is there that this change brought. */
export function hasNewPods({ observation, desired }: Pick<Context, "observation" | "desired">): boolean {
  return observation.pods.some((pod) => Date.parse(pod.metadata.creationTimestamp) >= Date.parse(desired.mergedAt));
}

/** The pods that this version is judged by: not those that are leaving, nor those of a ReplicaSet that was replaced. */
function currentPods(context: Context): KubernetesObject[] {
  const { observation, desired, found } = context;
  const sets = observation.objects.filter((object) => object.kind === "ReplicaSet");
  const revision = (set: KubernetesObject) =>
    Number(set.metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);
  const replaced = new Set(
    sets
      .filter((set) =>
        sets.some(
          (other) =>
            other.metadata.ownerReferences?.[0]?.uid === set.metadata.ownerReferences?.[0]?.uid &&
            revision(other) > revision(set),
        ),
      )
      .map((set) => set.metadata.uid),
  );
  // While Flux is still at it, pods from before this change say nothing about it.
  const onlyNew = found.release?.state !== "ok" && hasVersionBefore(observation.release);
  return observation.pods.filter(
    (pod) =>
      pod.metadata.deletionTimestamp === undefined &&
      text(pod.status, "phase") !== "Succeeded" &&
      !pod.metadata.ownerReferences?.some((owner) => replaced.has(owner.uid)) &&
      (!onlyNew || Date.parse(pod.metadata.creationTimestamp) >= Date.parse(desired.mergedAt)),
  );
}

function podsOf(object: KubernetesObject, all: readonly KubernetesObject[]): KubernetesObject[] {
  return all.filter((pod) => pod.metadata.ownerReferences?.some((owner) => owner.uid === object.metadata.uid));
}

function ownsPods(object: KubernetesObject, all: readonly KubernetesObject[]): boolean {
  return podsOf(object, all).length > 0;
}

function isReady(pod: KubernetesObject): boolean {
  return (
    pod.metadata.deletionTimestamp === undefined &&
    conditionsOf(pod).some((one) => one.type === "Ready" && one.status === "True")
  );
}

function troubleOf(pod: KubernetesObject, { observation }: Context): Trouble | null {
  const said = nameOfObject(pod);
  const conditions = conditionsOf(pod);
  const placed = conditions.find((one) => one.type === "PodScheduled");
  if (placed?.status === "False" && placed.reason === "Unschedulable")
    return { quote: placed.message, said, at: placed.lastTransitionTime, waiting: false };
  const since = conditions.find((one) => one.type === "Ready")?.lastTransitionTime ?? null;
  for (const container of [...list(pod.status, "initContainerStatuses"), ...list(pod.status, "containerStatuses")]) {
    const reason = text(container, "state", "waiting", "reason");
    if (!STUCK.has(reason)) continue;
    const last = text(container, "lastState", "terminated", "reason");
    const code = number(container, "lastState", "terminated", "exitCode");
    const ended = last === "" ? "" : ` (last time: ${last}${code === undefined ? "" : `, exit code ${code}`})`;
    // The event names the registry's answer; the container's own message often only says that it waits longer each time.
    const event = observation.events.find(
      (one) => one.about === said && one.type === "Warning" && one.reason === "Failed",
    );
    const message =
      reason === "CrashLoopBackOff"
        ? text(container, "state", "waiting", "message")
        : (event?.message ?? text(container, "state", "waiting", "message"));
    return { quote: `${reason}: ${message}${ended}`, said, at: since, waiting: false };
  }
  if (text(pod.status, "phase") === "Failed")
    return {
      quote: text(pod.status, "message") || text(pod.status, "reason") || "the pod failed",
      said,
      at: since,
      waiting: false,
    };
  return null;
}
