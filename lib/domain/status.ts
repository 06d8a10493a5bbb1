import type { Condition, KubernetesEvent } from "./kubernetes";

/** The six hops from a commit to a running pod, in order. */
export const HOPS = ["merged", "synced", "accepted", "release", "objects", "pods"] as const;
export type HopId = (typeof HOPS)[number];

/** `ok` done · `now` at work · `bad` broken · `idle` waits for the hop before it · `unknown` can't be seen. */
export type HopState = "ok" | "now" | "bad" | "idle" | "unknown";

export interface Hop {
  id: HopId;
  state: HopState;
  /** A few words for under the drawing: "Argo CD", "waits for the release", "2 of 3 ready". */
  note: string;
  /** ISO 8601, UTC: since when it is in this state; null when it never said. */
  at: string | null;
  /** The conditions of the object behind this hop, as that object states them. */
  conditions: Condition[];
}

/** Where a tenant or instance is, in one word. */
export type StoryState = "ready" | "progressing" | "broken" | "deleting" | "gone" | "unknown";

/** What a hop's object said that stopped the chain. */
export interface Cause {
  hop: HopId;
  /** "Stopped at the release: the quota of globex is used up." */
  sentence: string;
  /** The machine's own words. */
  quote: string;
  /** `HelmRelease/shop-webapp` */
  said: string;
  /** What the person can do about it: one sentence. */
  advice: string;
  /** Where that is done: in the manifest, in the tenant's (its quota), by mending the tenant first, or only by the platform team. */
  remedy: "instance" | "tenant" | "tenant-first" | "platform";
  /** "2 pods of the version before still run.", or null when nothing does. */
  stillRuns: string | null;
}

/** One object of the release and how it is. */
export interface ObjectHealth {
  kind: string;
  name: string;
  state: HopState;
  /** "2 of 2", "10Gi bound", "" */
  note: string;
}

/** The one truthful story of a tenant or instance, told from its objects. */
export interface Story {
  state: StoryState;
  /** A heading: "Ready since 09:14", "On its way: Flux installs the release." Without markup. */
  sentence: string;
  cause: Cause | null;
  hops: Hop[];
  objects: ObjectHealth[];
  /** Newest first. */
  events: KubernetesEvent[];
  /** ISO 8601, UTC: since when `state` holds; null when nobody knows. */
  since: string | null;
}
