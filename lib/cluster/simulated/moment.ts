import type { Desired } from "@/lib/domain/desired";

/** Seconds after a merge at which each thing has happened: the whole walk of a create or an update. */
export const STEP = {
  noticed: 1,
  synced: 2,
  accepted: 3,
  releaseStarted: 4,
  objectsApplied: 6,
  podsScheduled: 7,
  podsReady: 10,
  released: 11,
  active: 12,
} as const;

/** Seconds after a removal at which each thing has happened. */
export const FAREWELL = {
  application: 1,
  instance: 2,
  release: 3,
  objects: 4,
  objectsGone: 7,
  releaseGone: 8,
  instanceGone: 9,
  applicationGone: 10,
} as const;

/** A part of a composite is made when the composite's release is installed, and taken away when that is uninstalled. */
const PART_COMES = STEP.objectsApplied - STEP.synced;
const PART_LEAVES = FAREWELL.objects - FAREWELL.instance;

/** How much longer a composite takes for each layer of parts below it: until they are ready, and until they are gone. */
const PARTS_READY = STEP.active - STEP.synced - (STEP.podsReady - STEP.objectsApplied);
const PARTS_GONE = FAREWELL.instanceGone - FAREWELL.instance - (FAREWELL.objectsGone - FAREWELL.objects);

/** When a step of a create or update happens to something with so many layers of parts. */
export function stepWith(parts: number, step: number): number {
  return step > STEP.objectsApplied ? step + parts * PARTS_READY : step;
}

/** When a step of a removal happens to it. */
export function farewellWith(parts: number, second: number): number {
  return second > FAREWELL.objects ? second + parts * PARTS_GONE : second;
}

/** Where in the story of a manifest a point in time lies. */
export interface Moment {
  chapter: "create" | "update" | "delete";
  /** Seconds since the commit of the chapter; never negative. */
  elapsed: number;
  /** When the manifest first came, when the chapter's commit was merged: milliseconds since 1970. */
  created: number;
  merged: number;
  now: number;
}

/** The moment of `now` in what Git wants. A part's own story begins when its composite's release makes it. */
export function momentOf(desired: Desired, now: Date): Moment {
  const above = desired.composed?.above ?? 0;
  const comes = (time: string): number => Date.parse(time) + above * PART_COMES * 1000;
  const merged =
    desired.removedAt === undefined
      ? comes(desired.mergedAt)
      : Date.parse(desired.removedAt) + above * PART_LEAVES * 1000;
  const created = comes(desired.createdAt ?? desired.mergedAt);
  const chapter = desired.removedAt !== undefined ? "delete" : created < merged ? "update" : "create";
  return { chapter, elapsed: Math.max(0, (now.getTime() - merged) / 1000), created, merged, now: now.getTime() };
}

/** ISO 8601 in whole seconds, as Kubernetes writes times: `seconds` after `start` (milliseconds since 1970). */
export function timeOf(start: number, seconds = 0): string {
  return `${new Date(start + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
