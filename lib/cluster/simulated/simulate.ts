import type { Desired } from "@/lib/domain/desired";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "../port";
import { application } from "./application";
import { events } from "./events";
import { installed } from "./installed";
import { instance } from "./instance";
import { STEP, timeOf } from "./moment";
import { release } from "./release";
import { haltedBefore, type ScenePlatform, sceneOf } from "./scene";

/** The real systems' objects for what Git wants at a moment: nothing but a function of its arguments. */
export function simulate(
  target: Target,
  desired: Desired | null,
  platform: ScenePlatform,
  now: Date,
  depth: "summary" | "full",
): Observation {
  const at = timeOf(now.getTime());
  const nothing = {
    application: null,
    instance: null,
    release: null,
    objects: [],
    pods: [],
    events: [],
    behind: [],
    unread: [],
  };
  if (desired === null) return { at, ...nothing };
  const whole = sceneOf(target, desired, platform, now);
  const scene =
    desired.refusal === undefined || whole.moment.chapter === "delete" ? whole : haltedBefore(whole, STEP.synced);
  // Argo CD knows what lies in Git: a composite's part comes with its composite.
  const isPart = (desired.composed?.above ?? 0) > 0;
  const head = { at, application: isPart ? null : application(whole), instance: instance(scene) };
  if (depth === "summary") return { ...nothing, ...head, release: release(scene, []) };
  const made = installed(scene);
  return {
    ...head,
    release: release(scene, made.applied),
    objects: [...made.applied, ...made.derived],
    pods: made.pods,
    events: events(scene, made),
    behind: [],
    unread: [],
  };
}
