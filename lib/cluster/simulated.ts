import "server-only";
import type { Desired } from "@/lib/domain/desired";
import { shared } from "@/lib/domain/shared";
import type { Target } from "@/lib/domain/target";
import { openPages } from "./open-pages";
import type { Cluster } from "./port";
import type { ScenePlatform } from "./simulated/scene";
import { simulate } from "./simulated/simulate";

export interface SimulatedOptions {
  /** What Git wants of a target, or null when it never was there. `summary` needs no values and no time of creation. */
  desired: (target: Target, depth: "summary" | "full") => Promise<Desired | null>;
  /** What Git has in a tenant, the tenant itself included. */
  targetsIn: (tenant: string) => Promise<readonly Target[]>;
  now: () => Date;
  platform: () => Promise<ScenePlatform>;
  /** Milliseconds between two looks at what people have open. */
  every?: number;
}

/** Milliseconds: its steps are seconds. */
const EVERY = 1_000;

/** Instances that are acted out to learn the names of their objects: more than that would take a while. */
const MOST_ASKED = 200;

/** A cluster that isn't there: it walks what Git wants through the states of the real objects, by the clock alone. */
export function simulatedCluster({ desired, targetsIn, now, ...options }: SimulatedOptions): Cluster {
  // A list observes thousands of targets at once.
  const platform = shared(options.platform);
  const look = async (target: Target, depth: "summary" | "full") =>
    simulate(target, await desired(target, depth), await platform(), now(), depth);
  const listeners = new Set<(targets: readonly Target[] | null) => void>();
  // Only the clock moves anything here, so what nobody looks at need not be reported.
  const pages = openPages({
    look: (target) => look(target, "full"),
    changed: (targets) => listeners.forEach((listener) => listener(targets)),
    every: options.every ?? EVERY,
    now: () => now().getTime(),
  });
  return {
    state: () => Promise.resolve({ mode: "simulated", unreachable: null }),
    observe: async (target, depth) => {
      const seen = await look(target, depth);
      if (depth === "full") pages.touch(target, seen);
      return seen;
    },
    // Nothing is there that instances could stand on.
    platform: () => Promise.resolve(null),
    names: async (kind, namespace) => {
      const targets = (await targetsIn(namespace)).slice(0, MOST_ASKED);
      const scene = await platform();
      const observed = await Promise.all(
        targets.map(async (target) => simulate(target, await desired(target, "full"), scene, now(), "full")),
      );
      return observed
        .flatMap(({ objects }) => objects)
        .filter((object) => object.kind === kind && object.metadata.namespace === namespace)
        .map(({ metadata }) => metadata.name);
    },
    exists: async (target) => {
      const wanted = await desired(target, "summary");
      return simulate(target, wanted, await platform(), now(), "summary").instance !== null;
    },
    changes: (listener) => {
      listeners.add(listener);
      const end = pages.start();
      return {
        open: (targets) => targets.forEach((target) => pages.again(target)),
        end: () => {
          if (listeners.delete(listener)) end();
        },
      };
    },
  };
}
