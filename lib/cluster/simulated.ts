import "server-only";
import type { Desired } from "@/lib/domain/desired";
import { shared } from "@/lib/domain/shared";
import type { Target } from "@/lib/domain/target";
import type { Cluster } from "./port";
import type { ScenePlatform } from "./simulated/scene";
import { simulate } from "./simulated/simulate";

export interface SimulatedOptions {
  /** What Git wants of a target, or null when it never was there. `summary` needs no values and no time of creation. */
  desired: (target: Target, depth: "summary" | "full") => Promise<Desired | null>;
  now: () => Date;
  platform: () => Promise<ScenePlatform>;
}

/** A cluster that isn't there: it walks what Git wants through the states of the real objects, by the clock alone. */
export function simulatedCluster({ desired, now, ...options }: SimulatedOptions): Cluster {
  // A list observes thousands of targets at once.
  const platform = shared(options.platform);
  return {
    state: () => Promise.resolve({ mode: "simulated", unreachable: null }),
    observe: async (target, depth) => simulate(target, await desired(target, depth), await platform(), now(), depth),
    exists: async (target) => {
      const wanted = await desired(target, "summary");
      return simulate(target, wanted, await platform(), now(), "summary").instance !== null;
    },
  };
}
