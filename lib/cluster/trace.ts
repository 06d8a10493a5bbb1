import type { Desired } from "@/lib/domain/desired";
import { HOPS, type Hop, type HopId, type Story } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "./port";
import { accepted } from "./trace/accepted";
import { causeOf, slowCauseOf } from "./trace/cause";
import { type BrokenChild, type Context, type Finding, finding, passes, type TenantStanding } from "./trace/finding";
import { objectList, objects } from "./trace/objects";
import { hasNewPods, pods, servingPods } from "./trace/pods";
import { later } from "./trace/read";
import { hasVersionBefore, INSTALLING, release, waitedInVain } from "./trace/release";
import { tellRemoval } from "./trace/removal";
import { BY_COMPOSITE, synced } from "./trace/synced";
import { BY_TENANT } from "./trace/tenant-first";

export interface TraceInput {
  target: Target;
  /** What Git wants; null when Git never had it. */
  desired: Desired | null;
  /** Null when the cluster can't be asked. */
  observation: Observation | null;
  /** How deep `observation` looked. */
  depth: "summary" | "full";
  /** Since when (ISO 8601, UTC) the cluster can't be asked, and why; null while it answers. */
  unreachable: { since: string; why: string } | null;
  now: Date;
  /** Seconds that a hop may take before the story calls it slow: platform.yaml's timeouts. */
  patience: { reconcile: number; release: number };
  /** How an instance's tenant is: until it is set up nothing in it can be applied. By default nothing is known of it. */
  tenant?: TenantStanding;
  /** The parts of a composite that are broken, with their causes; by default none. */
  children?: readonly BrokenChild[];
  /** True when the revision that Argo CD has synced is the desired commit or comes after it; by default, when it is that commit. */
  arrived?: (revision: string) => boolean;
}

/** The hops after the merge, in order, and what reads each. */
const READERS: [Exclude<HopId, "merged">, (context: Context) => Finding][] = [
  ["synced", synced],
  ["accepted", accepted],
  ["release", release],
  ["objects", objects],
  ["pods", pods],
];

/** What the hop after each one waits for, in a few words. */
const WAITS_FOR: Record<HopId, string> = {
  merged: "waits for the merge",
  synced: "waits for Argo CD",
  accepted: "waits for KRO",
  release: "waits for the release",
  objects: "waits for the objects",
  pods: "",
};

/** The one truthful story of a tenant or instance. Pure: the same objects at the same time tell the same story. */
export function tellStory(input: TraceInput): Story {
  const { target, desired, observation, depth, unreachable } = input;
  if (observation === null || unreachable !== null) return unknownStory(desired, unreachable);
  if (desired === null) return unwantedStory(input, observation);
  if (desired.removedAt !== undefined) return tellRemoval(target, desired, observation, depth);

  const arrived = input.arrived ?? ((revision: string) => revision === desired.commit);
  const { children = [], tenant = null } = input;
  const context: Context = { target, desired, observation, depth, tenant, children, arrived, found: {} };
  context.found.merged = finding("ok", desired.commit.slice(0, 7), { at: desired.mergedAt });
  for (const [id, read] of READERS) context.found[id] = inItsPlace(read(context), context);
  const found = nameTheWait(forgiveWaiting(context));
  return {
    ...judge(input, desired, context, found),
    objects: objectList(observation, desired.mergedAt, children),
    events: observation.events,
  };
}

/** A hop is only as far as the hops before it let it be. */
function inItsPlace(found: Finding, context: Context): Finding {
  const first = HOPS.find((id) => context.found[id] !== undefined && !passes(context.found[id].state));
  if (first === undefined) return found;
  // While the cluster does not know the kind, the definition behind it is what stops everything.
  if (first === "synced" && found.state === "bad" && found.trouble?.said.startsWith("ResourceGraphDefinition/"))
    return found;
  const blocking = context.found[first];
  // While Flux is at work, what its objects say is already about this version if there was none before, or if new pods came.
  const inVain = first === "release" && blocking !== undefined && waitedInVain(blocking);
  const working = first !== "synced" && first !== "accepted" && (blocking?.state === "now" || inVain);
  if (working && found.state === "bad") return found;
  if (working && (!hasVersionBefore(context.observation.release) || hasNewPods(context))) return found;
  const runs = servingPods(context.observation.pods);
  const last = Object.keys(context.found).length === HOPS.length - 1;
  const note = last && runs > 0 ? `${runs} of the version before ${runs === 1 ? "runs" : "run"}` : WAITS_FOR[first];
  return { ...found, state: "idle", note, at: null, trouble: null };
}

/** A release that failed only by waiting for its pods is not the reason: the pods are. */
function forgiveWaiting({ found }: Context): Partial<Record<HopId, Finding>> {
  const { release: helm } = found;
  const deeper = found.objects?.state === "bad" || found.pods?.state === "bad";
  if (helm === undefined || !deeper || !waitedInVain(helm)) return found;
  return { ...found, release: { ...helm, state: "now", note: "Flux waited in vain", trouble: null } };
}

/** Flux calls a release ready after its pods are: until then it waits for them. */
function nameTheWait(found: Partial<Record<HopId, Finding>>): Partial<Record<HopId, Finding>> {
  const { release: helm, objects: middle } = found;
  if (helm?.state !== "now" || middle?.state !== "ok" || helm.note !== INSTALLING) return found;
  return { ...found, release: { ...helm, note: "Flux waits for the pods" } };
}

function judge(
  { target, now, patience }: TraceInput,
  desired: Desired,
  context: Context,
  found: Partial<Record<HopId, Finding>>,
): Pick<Story, "state" | "sentence" | "cause" | "hops" | "since"> {
  const hops = HOPS.map((id): Hop => {
    const { state, note, at, conditions } = found[id] ?? finding("unknown", "");
    return { id, state, note, at, conditions };
  });
  const broken = HOPS.find((id) => found[id]?.state === "bad");
  const trouble = broken === undefined ? null : (found[broken]?.trouble ?? null);
  if (broken !== undefined && trouble !== null) {
    const cause = causeOf(broken, trouble, target, stillRunning(context));
    return { state: "broken", sentence: cause.sentence, cause, hops, since: trouble.at };
  }
  const waiting = HOPS.find((id) => !passes(found[id]?.state));
  if (waiting === undefined) {
    const since = hops.reduce<string | null>((latest, hop) => later(latest, hop.at), null);
    const unread = HOPS.filter((id) => found[id]?.state === "unknown");
    if (unread.length === 0) return { state: "ready", sentence: "Ready", cause: null, hops, since };
    if (found.release?.state === "ok") return { state: "ready", sentence: `Ready, ${ASIDE}`, cause: null, hops, since };
    return { state: "unknown", sentence: `Unknown: ${NOT_TOLD}`, cause: null, hops, since: null };
  }
  // A composite's release waits for its children's.
  const layers = 1 + (desired.composed?.below ?? 0);
  const limit = waiting === "synced" || waiting === "accepted" ? patience.reconcile : patience.release * layers;
  const slow = now.getTime() - Date.parse(desired.mergedAt) > limit * 1000;
  const wait = HOPS.map((id) => found[id]?.trouble ?? null).findLast((one) => one !== null);
  const cause = slow && wait ? slowCauseOf(waiting, wait) : null;
  const sentence = cause?.sentence ?? `${slow ? "Slower than usual" : "On its way"}: ${nowDoing(waiting, found)}.`;
  return { state: "progressing", sentence, cause, hops, since: desired.mergedAt };
}

const ASIDE = "though the portal may not read every step: which version it is can't be told.";
const NOT_TOLD = "the portal's account may not read it. The platform team can grant that.";

/** What happens at the moment, as the rest of "On its way: …". */
function nowDoing(waiting: HopId, found: Partial<Record<HopId, Finding>>): string {
  const { pods: last, objects: middle } = found;
  if (found.synced?.state === "now" && found.synced.note === BY_COMPOSITE) return BY_COMPOSITE;
  if (found.synced?.note === BY_TENANT) return "its tenant is set up first";
  if (waiting === "synced") return "Argo CD fetches the merged manifest";
  if (waiting === "accepted") return "KRO takes it in";
  if (last?.state === "now" && middle?.state === "ok") return last.note.replace(" ready", " pods ready");
  if (waiting === "release" && middle?.state !== "ok") return "Flux installs the release";
  return waiting === "release" ? "Flux finishes the release" : "its objects become ready";
}

function stillRunning({ observation, depth }: Context): string | null {
  const runs = servingPods(observation.pods);
  if (depth === "summary" || runs === 0 || !hasVersionBefore(observation.release)) return null;
  return runs === 1 ? "1 pod of the version before still runs." : `${runs} pods of the version before still run.`;
}

/** Without the cluster nothing is known but what Git says. */
function unknownStory(desired: Desired | null, unreachable: TraceInput["unreachable"]): Story {
  const hops = HOPS.map((id): Hop => {
    const known = id === "merged" && desired !== null;
    const note = known ? desired.commit.slice(0, 7) : "";
    return { id, state: known ? "ok" : "unknown", note, at: known ? desired.mergedAt : null, conditions: [] };
  });
  const why = unreachable?.why ?? "it gave no reason";
  return {
    state: "unknown",
    sentence: `Unknown: the cluster can't be asked (${why}).`,
    cause: null,
    hops,
    objects: [],
    events: [],
    since: unreachable?.since ?? null,
  };
}

/** Something runs that Git never asked for, or nothing is there at all. */
function unwantedStory({ target, depth }: TraceInput, observation: Observation): Story {
  const object = observation.instance ?? observation.application ?? observation.release;
  const removed: Desired = {
    commit: "",
    mergedAt: observation.at,
    values: {},
    objects: [],
    service: { name: "", kind: "", chartVersion: "" },
  };
  const story = tellRemoval(target, removed, observation, depth);
  const unknownToGit = (state: Hop["state"]) =>
    story.hops.map((hop): Hop => (hop.id === "merged" ? { ...hop, state, note: "not in Git" } : hop));
  if (object === null)
    return {
      ...story,
      hops: unknownToGit("idle"),
      sentence: "Not there: Git has no manifest for it, and the cluster knows nothing of it.",
    };
  const cause = causeOf(
    "merged",
    {
      quote: `${object.kind} ${object.metadata.name} was created at ${object.metadata.creationTimestamp}`,
      said: `${object.kind}/${object.metadata.name}`,
      at: object.metadata.creationTimestamp,
      waiting: false,
    },
    target,
    null,
  );
  return {
    ...story,
    state: "broken",
    sentence: cause.sentence,
    cause,
    hops: unknownToGit("bad"),
    since: object.metadata.creationTimestamp,
  };
}
