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

/** The moment of `now` in what Git wants. */
export function momentOf(desired: Desired, now: Date): Moment {
  const merged = Date.parse(desired.removedAt ?? desired.mergedAt);
  const created = desired.createdAt === undefined ? Date.parse(desired.mergedAt) : Date.parse(desired.createdAt);
  const chapter = desired.removedAt !== undefined ? "delete" : created < merged ? "update" : "create";
  return { chapter, elapsed: Math.max(0, (now.getTime() - merged) / 1000), created, merged, now: now.getTime() };
}

/** ISO 8601 in whole seconds, as Kubernetes writes times: `seconds` after `start` (milliseconds since 1970). */
export function timeOf(start: number, seconds = 0): string {
  return `${new Date(start + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
