import type { Desired } from "@/lib/domain/desired";
import type { Condition } from "@/lib/domain/kubernetes";
import type { HopId, HopState } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "../port";

/** What an object said that stopped a hop, or that the hop waits for. */
export interface Trouble {
  quote: string;
  /** `HelmRelease/shop-webapp` */
  said: string;
  /** ISO 8601, UTC; null when it never said. */
  at: string | null;
  /** True when it may well pass by itself: the hop waits. */
  waiting: boolean;
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
  /** True when a revision of main contains the desired commit. */
  arrived: (revision: string) => boolean;
  /** The hops before this one, as found. */
  found: Partial<Record<HopId, Finding>>;
}

/** A finding; what is not said is empty. */
export function finding(state: HopState, note: string, more: Partial<Finding> = {}): Finding {
  return { state, note, at: null, conditions: [], trouble: null, ...more };
}
