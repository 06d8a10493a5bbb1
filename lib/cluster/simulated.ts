import "server-only";
import type { Desired } from "@/lib/domain/desired";
import type { Target } from "@/lib/domain/target";
import type { Cluster, Observation } from "./port";
import { application } from "./simulated/application";
import { events } from "./simulated/events";
import { instance } from "./simulated/instance";
import { timeOf } from "./simulated/moment";
import { release } from "./simulated/release";
import { type ScenePlatform, sceneOf } from "./simulated/scene";
import { tenantObjects } from "./simulated/tenant-objects";
import { type Installed, workloads } from "./simulated/workloads";

export interface SimulatedOptions {
  /** What Git wants of a target, or null when it never was there. `summary` needs no values and no time of creation. */
  desired: (target: Target, depth: "summary" | "full") => Promise<Desired | null>;
  now: () => Date;
  platform: () => Promise<ScenePlatform>;
}

/** The real systems' objects for what Git wants at a moment: nothing but a function of its arguments. */
export function simulate(
  target: Target,
  desired: Desired | null,
  platform: ScenePlatform,
  now: Date,
  depth: "summary" | "full",
): Observation {
  const at = timeOf(now.getTime());
  const nothing = { application: null, instance: null, release: null, objects: [], pods: [], events: [] };
  if (desired === null) return { at, ...nothing };
  const scene = sceneOf(target, desired, platform, now);
  const head = { at, application: application(scene), instance: instance(scene) };
  if (depth === "summary") return { ...nothing, ...head, release: release(scene, []) };
  const installed: Installed =
    target.type === "tenant" ? { applied: tenantObjects(scene), derived: [], pods: [] } : workloads(scene);
  return {
    ...head,
    release: release(scene, installed.applied),
    objects: [...installed.applied, ...installed.derived],
    pods: installed.pods,
    events: events(scene, installed),
  };
}

/** A cluster that isn't there: it walks what Git wants through the states of the real objects, by the clock alone. */
export function simulatedCluster({ desired, now, platform }: SimulatedOptions): Cluster {
  return {
    state: () => Promise.resolve({ mode: "simulated", unreachable: null }),
    observe: async (target, depth) => simulate(target, await desired(target, depth), await platform(), now(), depth),
    exists: async (target) => {
      const wanted = await desired(target, "full");
      return simulate(target, wanted, await platform(), now(), "summary").instance !== null;
    },
  };
}
