import type { Desired } from "@/lib/domain/desired";
import type { Condition } from "@/lib/domain/kubernetes";
import type { Cause, HopId, HopState, Story } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "../port";

/** A part of a composite that says why it doesn't become ready. */
export interface BrokenChild {
  kind: string;
  name: string;
  /** In the words of the deepest object that says why. */
  cause: Pick<Cause, "quote" | "said">;
}

/** How the tenant of an instance is. */
export type TenantStanding = Pick<Story, "state" | "cause">;

/** What an object said that stopped a hop, or that the hop waits for. */
export interface Trouble {
  quote: string;
  /** `HelmRelease/shop-webapp` */
  said: string;
  /** ISO 8601, UTC; null when it never said. */
  at: string | null;
  /** True when it may well pass by itself: the hop waits. */
  waiting: boolean;
  /** What it is, where no words of a machine say so. */
  known?: "tenant-first" | "left-behind" | "still-retried" | "emptied";
}

/** How one hop is. */
export interface Finding {
  state: HopState;
  note: string;
  at: string | null;
  conditions: Condition[];
  trouble: Trouble | null;
}

/** What the readers of the hops are given. */
export interface Context {
  target: Target;
  desired: Desired;
  observation: Observation;
  depth: "summary" | "full";
  /** How an instance's tenant is; null where nobody looked. */
  tenant: TenantStanding | null;
  /** The parts of a composite that are broken; none where nobody looked. */
  children: readonly BrokenChild[];
  /** True when a revision of main contains the desired commit. */
  arrived: (revision: string) => boolean;
  /** The hops before this one, as found. */
  found: Partial<Record<HopId, Finding>>;
}

/** What a hop says of an object that the portal's account may not read. */
export const NOT_PERMITTED = "not permitted";

/** What may not be read holds nothing up: the hops after it speak for themselves. */
export function passes(state: HopState | undefined): boolean {
  return state === "ok" || state === "unknown";
}

/** True when the portal's account may not read a kind, so that nothing is known of its objects. */
export function isForbidden({ unread }: Pick<Observation, "unread">, kind: string): boolean {
  return unread.some((one) => one.kind === kind && one.why === "forbidden");
}

/** A finding; what is not said is empty. */
export function finding(state: HopState, note: string, more: Partial<Finding> = {}): Finding {
  return { state, note, at: null, conditions: [], trouble: null, ...more };
}
