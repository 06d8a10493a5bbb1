import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { ObjectHealth } from "@/lib/domain/status";
import { type BrokenChild, type Context, type Finding, finding, NOT_PERMITTED, type Trouble } from "./finding";
import { type Health, healthOf } from "./health";
import { conditionsOf, nameOfObject } from "./read";

/** What the release installed, without what controllers made of it (a Deployment's ReplicaSets). */
export function installed(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const uids = new Set(objects.map((object) => object.metadata.uid));
  return objects.filter((object) => !object.metadata.ownerReferences?.some((owner) => uids.has(owner.uid)));
}

/** What the release installed, and the claims for the volumes that hold its data, whoever made those. */
function listed(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const own = new Set(installed(objects));
  return objects.filter((object) => own.has(object) || object.kind === "PersistentVolumeClaim");
}

/** What the first hops are read from: each says itself that it may not be read. */
const HOP_KINDS = new Set(["Application", "HelmRelease", "ResourceGraphDefinition", "HelmChart", "GitRepository"]);

/** Each of its objects and how it is; what is broken first, then as installed. */
export function objectList(
  observation: Context["observation"],
  since: string,
  children: readonly BrokenChild[] = [],
): ObjectHealth[] {
  const lines = listed(observation.objects).map((object) => {
    const { state, note } = withChild(object, withEvents(object, healthOf(object), observation, since), children);
    return { kind: object.kind, name: object.metadata.name, state, note };
  });
  const unread = observation.unread
    .filter(({ kind, name }) => name !== "" && !HOP_KINDS.has(kind))
    .map(({ kind, name, why }): ObjectHealth => {
      const note = why === "secret" ? "not read" : NOT_PERMITTED;
      return { kind, name, state: "unknown", note };
    });
  return [
    ...lines.filter((line) => line.state === "bad"),
    ...lines.filter((line) => line.state !== "bad"),
    ...unread.filter(({ kind, name }) => !lines.some((line) => line.kind === kind && line.name === name)),
  ];
}

/** Are the release's objects there, and did none of them fail? Whether a workload's pods are ready is the last hop's question. */
export function objects({ observation, depth, desired, found, children }: Context): Finding {
  if (depth === "summary") return finding(asTheRelease(found), "");
  const all = listed(observation.objects);
  const runs = podOwners(observation.objects, observation.pods);
  const healths = all.map((object) => ({
    object,
    health: withChild(object, withEvents(object, healthOf(object), observation, desired.mergedAt), children),
  }));
  const conditions = all.flatMap((object) =>
    conditionsOf(object).map((one) => ({ ...one, type: `${nameOfObject(object)} ${one.type}` })),
  );
  const broken = healths.find(({ health }) => health.state === "bad");
  if (broken)
    return finding("bad", `${broken.object.kind} ${broken.object.metadata.name} failed`, {
      at: broken.health.trouble?.at ?? null,
      conditions,
      trouble: broken.health.trouble,
    });
  if (all.length === 0)
    return asTheRelease(found) === "idle"
      ? finding("idle", "waits for the release")
      : finding(asTheRelease(found), asTheRelease(found) === "ok" ? "none" : NOT_PERMITTED);
  // A claim for a volume may wait for the pod that wants it, and what runs pods for them: those are the last hop's.
  const waits = healths.filter(
    ({ object, health }) => health.state === "now" && !runs(object) && object.kind !== "PersistentVolumeClaim",
  );
  const born = all.map((object) => object.metadata.creationTimestamp).sort();
  // Objects that were there before say nothing about when this change reached them.
  const newest = born.findLast((time) => Date.parse(time) >= Date.parse(desired.mergedAt)) ?? null;
  if (waits.length > 0)
    return finding("now", `${all.length - waits.length} of ${all.length}`, {
      conditions,
      trouble: waits[0]?.health.trouble ?? null,
    });
  return finding("ok", all.length === 1 ? "1 object" : `${all.length} objects`, {
    at: newest,
    conditions,
  });
}

/** What is known of something of which only the release can tell. */
export function asTheRelease(found: Context["found"]): "ok" | "unknown" | "idle" {
  const state = found.release?.state;
  return state === "ok" || state === "unknown" ? state : "idle";
}

/** Tells the objects that run pods, themselves or through something they made. */
function podOwners(
  objects: readonly KubernetesObject[],
  pods: readonly KubernetesObject[],
): (object: KubernetesObject) => boolean {
  const owners = new Set<string>();
  const own = (object: KubernetesObject) => {
    for (const owner of object.metadata.ownerReferences ?? []) owners.add(owner.uid);
  };
  pods.forEach(own);
  for (const object of objects) if (owners.has(object.metadata.uid)) own(object);
  return (object) =>
    owners.has(object.metadata.uid) || ["Deployment", "StatefulSet", "DaemonSet"].includes(object.kind);
}

/** A composite's part that isn't ready only waits itself: the deepest of its own objects knows why. */
function withChild(object: KubernetesObject, health: Health, children: readonly BrokenChild[]): Health {
  const child = children.find(({ kind, name }) => kind === object.kind && name === object.metadata.name);
  if (health.state === "ok" || child === undefined) return health;
  const { quote, said } = child.cause;
  return { state: "bad", note: health.note, trouble: { quote, said, at: health.trouble?.at ?? null, waiting: false } };
}

/** A StatefulSet that may not make its pods says so in an event alone. */
function withEvents(
  object: KubernetesObject,
  health: Health,
  observation: Context["observation"],
  since: string,
): Health {
  if (health.state !== "now") return health;
  const about = [
    object,
    ...observation.objects.filter((one) => one.metadata.ownerReferences?.[0]?.uid === object.metadata.uid),
  ];
  const names = new Set(about.map(nameOfObject));
  const refused = observation.events.find(
    (event) =>
      event.type === "Warning" &&
      event.reason === "FailedCreate" &&
      names.has(event.about) &&
      Date.parse(event.at) >= Date.parse(since),
  );
  if (refused === undefined) return health;
  const trouble: Trouble = { quote: refused.message, said: refused.about, at: refused.at, waiting: false };
  return { state: "bad", note: health.note, trouble };
}
