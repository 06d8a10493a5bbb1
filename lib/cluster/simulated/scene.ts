import type { Desired } from "@/lib/domain/desired";
import { hexOf } from "@/lib/domain/fingerprint";
import type { JsonObject } from "@/lib/domain/json";
import type { Condition, KubernetesObject } from "@/lib/domain/kubernetes";
import { releaseNameOf } from "@/lib/domain/names";
import { pathOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import { nameOf, type Target } from "@/lib/domain/target";
import { uidOf } from "./hash";
import { farewellWith, type Moment, momentOf, stepWith, timeOf } from "./moment";

/** What of platform.yaml the objects repeat. */
export type ScenePlatform = Pick<Platform, "group" | "version" | "controlNamespace" | "releasesRepository" | "branch">;

/** Everything that the objects of one target at one moment depend on. */
export interface Scene {
  target: Target;
  desired: Desired;
  platform: ScenePlatform;
  moment: Moment;
  path: string;
  /** The instance's or tenant's name. */
  name: string;
  /** The name of its HelmRelease, which the release's objects take over. */
  release: string;
  /** Where the custom resource and its HelmRelease live. */
  home: string;
  /** Where the release's objects live. */
  namespace: string;
  /** The commit before this one: made up from the path, because nobody is told the real one. */
  before: string;
}

export function sceneOf(target: Target, desired: Desired, platform: ScenePlatform, now: Date): Scene {
  const path = pathOf(target);
  return {
    target,
    desired,
    platform,
    moment: momentOf(desired, now),
    path,
    name: nameOf(target),
    release: releaseNameOf(target),
    home: target.type === "tenant" ? platform.controlNamespace : target.tenant,
    namespace: target.tenant,
    before: hexOf(`${path} before`, 40),
  };
}

/**
 * What there is of a target whose version on main nobody takes: the version before it, or nothing when there was none.
 * Argo CD's Application alone goes on.
 */
export function haltedBefore(scene: Scene, step: number): Scene {
  const { moment } = scene;
  const elapsed = Math.min(moment.elapsed, step - 1);
  return { ...scene, moment: { ...moment, elapsed, now: moment.merged + elapsed * 1000 } };
}

/** When a step happens here: a composite's later ones wait for its parts. */
export function stepOf(scene: Scene, step: number): number {
  return stepWith(partsOf(scene), step);
}

function partsOf({ desired }: Scene): number {
  return desired.composed?.below ?? 0;
}

/** True once the walk of a create or update has come this far; a removal starts from the end of that walk. */
export function reached(scene: Scene, step: number): boolean {
  return scene.moment.chapter === "delete" || scene.moment.elapsed >= stepOf(scene, step);
}

/** True when an update's step is still to come, so that the version before is what there is. */
export function before(scene: Scene, step: number): boolean {
  return scene.moment.chapter === "update" && scene.moment.elapsed < stepOf(scene, step);
}

/** When a step of the version that is there now happened. */
export function stepTime(scene: Scene, step: number): string {
  const start = before(scene, step) || scene.moment.chapter === "delete" ? scene.moment.created : scene.moment.merged;
  return timeOf(start, stepOf(scene, step));
}

/** `metadata.generation` of what Argo CD or KRO writes: 1 as created, 2 once this update has come. */
export function generationOf(scene: Scene, step: number): number {
  return scene.moment.chapter === "update" && scene.moment.elapsed >= step ? 2 : 1;
}

/** A condition; `step` is when it came to be what it is. */
export function condition(
  scene: Scene,
  step: number,
  said: Pick<Condition, "type" | "status" | "reason" | "message">,
  observedGeneration?: number,
): JsonObject {
  return {
    ...said,
    lastTransitionTime: stepTime(scene, step),
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
}

/** An object's head; `born` is the step of the first version at which it appeared, `leaves` the second of a removal at which it is told to go. */
export function metadata(
  scene: Scene,
  of: { kind: string; name: string; namespace?: string; born: number; leaves: number; generation?: number },
): KubernetesObject["metadata"] {
  const { chapter, elapsed, created, merged } = scene.moment;
  return {
    name: of.name,
    ...(of.namespace === undefined ? {} : { namespace: of.namespace }),
    uid: uidOf(`${scene.path} ${of.kind} ${of.name}`),
    creationTimestamp: timeOf(created, of.born),
    ...(chapter === "delete" && elapsed >= of.leaves ? { deletionTimestamp: timeOf(merged, of.leaves) } : {}),
    ...(of.generation === undefined ? {} : { generation: of.generation }),
  };
}

/** True while an object exists: it has come, and has not gone yet. */
export function exists(scene: Scene, born: number, gone: number): boolean {
  const { chapter, elapsed } = scene.moment;
  if (chapter === "delete") return elapsed < farewellWith(partsOf(scene), gone);
  return chapter === "update" || elapsed >= stepOf(scene, born);
}
