import type { Desired } from "@/lib/domain/desired";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { releaseNameOf } from "@/lib/domain/names";
import { HOPS, type Hop, type HopId, type Story } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "../port";
import { causeOf } from "./cause";
import { type Finding, finding, type Trouble } from "./finding";
import { installed, objectList } from "./objects";
import { conditionsOf, freshCondition, nameOfObject, number, text } from "./read";
import { staysBehind } from "./stays";
import { errorOf } from "./synced";

/** The story of what was removed from Git: it is gone only when its objects are. */
export function tellRemoval(
  target: Target,
  desired: Desired,
  observation: Observation,
  depth: "summary" | "full",
): Story {
  const { application, instance, release, pods, events } = observation;
  const all = installed(observation.objects);
  // Nothing takes these away, so nobody waits for them.
  const stays = release === null ? all.filter(staysBehind) : [];
  const things = all.filter((object) => !stays.includes(object));
  const unseen = depth === "summary" && release !== null;
  const left = instance === null && release === null ? leftBehind(target, things, desired) : null;
  const found: Record<HopId, Finding> = {
    merged: finding("ok", `removed in ${desired.commit.slice(0, 7)}`, { at: desired.removedAt ?? null }),
    synced: hopOf(application, application && (errorOf(application, "DeletionError") ?? stillRetrying(application))),
    accepted: hopOf(instance, null),
    release: hopOf(release, release === null ? null : uninstallTrouble(release)),
    objects: left ?? countOf(things.length, unseen, "objects"),
    pods: countOf(pods.length, unseen, "pods"),
  };
  const hops = HOPS.map((id): Hop => {
    const { state, note, at, conditions } = found[id];
    return { id, state, note, at, conditions };
  });
  const gone =
    application === null && instance === null && release === null && things.length === 0 && pods.length === 0;
  // Who waits for another says so at best: the last one knows why.
  const stuck = HOPS.findLast((id) => found[id].trouble !== null);
  const trouble = stuck === undefined ? null : found[stuck].trouble;
  const cause = stuck === undefined || trouble === null ? null : causeOf(stuck, trouble, target, null, "Stuck at");
  const hidden = [...new Set(observation.unread.filter(({ why }) => why === "forbidden").map(({ kind }) => kind))];
  return {
    state: gone ? (hidden.length > 0 ? "unknown" : "gone") : "deleting",
    sentence: gone ? lastSentence(stays, hidden) : (cause?.sentence ?? nowGoing(observation)),
    cause: gone ? null : cause,
    hops,
    objects: objectList(observation, desired.removedAt ?? desired.mergedAt),
    events,
    since: gone ? null : (desired.removedAt ?? null),
  };
}

/** Deleted is said only of what was seen to be gone. */
function lastSentence(stays: readonly KubernetesObject[], hidden: readonly string[]): string {
  if (hidden.length === 0) return goneSentence(stays);
  return `Unknown: what the portal may read of it is gone, but it may not read ${hidden.join(", ")}.`;
}

function goneSentence(stays: readonly KubernetesObject[]): string {
  return `Deleted: nothing of it is left in the cluster${stays.length === 0 ? "" : ` but ${namesOf(stays)}`}.`;
}

/** `Secret a, Service b, ConfigMap c and 2 more` */
function namesOf(objects: readonly KubernetesObject[]): string {
  const names = objects.slice(0, 3).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  if (objects.length > names.length) names.push(`${objects.length - names.length} more`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function hopOf(object: KubernetesObject | null, trouble: Trouble | null): Finding {
  if (object === null) return finding("ok", "gone");
  const conditions = conditionsOf(object);
  if (trouble !== null) return finding("bad", "can't be removed", { at: trouble.at, conditions, trouble });
  const since = object.metadata.deletionTimestamp ?? null;
  return finding(since === null ? "idle" : "now", since === null ? "still there" : "being removed", {
    at: since,
    conditions,
  });
}

function countOf(count: number, unseen: boolean, what: string): Finding {
  if (unseen) return finding("idle", "");
  return count === 0
    ? finding("ok", "gone")
    : finding("now", `${count === 1 ? `1 ${what.slice(0, -1)}` : `${count} ${what}`} left`);
}

/** Argo CD deletes nothing while it tries to apply something, and what was refused it tries for ever. */
function stillRetrying(application: KubernetesObject): Trouble | null {
  const operation = application.status?.operationState;
  const retries = number(operation, "retryCount") ?? 0;
  if (application.metadata.deletionTimestamp === undefined || text(operation, "phase") !== "Running" || retries === 0)
    return null;
  const at = application.metadata.deletionTimestamp;
  return {
    quote: text(operation, "message"),
    said: nameOfObject(application),
    at,
    waiting: false,
    known: "still-retried",
  };
}

/**
 * What nobody removes any more: Flux calls a release uninstalled also when the account that it acts as is missing, and
 * then removes nothing. What another object owns, or is on its way out, goes by itself.
 */
function leftBehind(target: Target, things: readonly KubernetesObject[], { removedAt }: Desired): Finding | null {
  // It takes everything in it along.
  if (things.some(({ kind, metadata }) => kind === "Namespace" && metadata.deletionTimestamp !== undefined))
    return null;
  const left = things.filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined && (metadata.ownerReferences ?? []).length === 0,
  );
  if (left.length === 0) return null;
  // Nobody says so, and the objects are listed.
  const said = `HelmRelease/${releaseNameOf(target)}`;
  const trouble: Trouble = { quote: "", said, at: removedAt ?? null, waiting: false, known: "left-behind" };
  return finding("bad", `${left.length} left`, { at: removedAt ?? null, trouble });
}

/** Why Helm could not uninstall; an older failure of an install says nothing about it. */
function uninstallTrouble(release: KubernetesObject): Trouble | null {
  const ready = freshCondition(release, "Ready");
  if (ready?.status !== "False" || ready.reason !== "UninstallFailed") return null;
  return { quote: ready.message, said: nameOfObject(release), at: ready.lastTransitionTime, waiting: false };
}

function nowGoing({ application, release, pods }: Observation): string {
  if (release !== null && release.metadata.deletionTimestamp === undefined)
    return `Being deleted: ${application?.metadata.deletionTimestamp === undefined ? "Argo CD" : "KRO"} takes it down.`;
  if (pods.length > 0) return "Being deleted: its pods stop.";
  if (release !== null) return "Being deleted: Flux uninstalls the release.";
  return "Being deleted: the last objects go.";
}
