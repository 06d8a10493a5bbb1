import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { uidOf } from "./hash";
import { FAREWELL, STEP, timeOf } from "./moment";
import { before, type Scene } from "./scene";

/** One pod's life in seconds after `start` (milliseconds since 1970); `leaves` and `gone` are null while nobody wants it gone. */
interface Life {
  start: number;
  born: number;
  scheduled: number;
  ready: number;
  leaves: number | null;
  gone: number | null;
}

/** What owns a pod: a ReplicaSet, a StatefulSet, an operator's resource. */
export type PodOwner = Pick<KubernetesObject, "apiVersion" | "kind"> & { name: string; uid: string };

/** Seconds that a pod gets to stop. */
const GRACE = 2;

/** A pod of the version that is there (`now`), or of the one before an update (`old`), at this moment; empty when it isn't there. */
export function pod(
  scene: Scene,
  owner: PodOwner,
  name: string,
  version: "old" | "now",
  rolling: boolean,
): KubernetesObject[] {
  const life = lifeOf(scene, version, rolling);
  const at = (scene.moment.now - life.start) / 1000;
  if (at < life.born || (life.gone !== null && at >= life.gone)) return [];
  const since = (seconds: number) => timeOf(life.start, seconds);
  const scheduled = at >= life.scheduled;
  const ready = at >= life.ready;
  const truth = (type: string, holds: boolean, step: number, reason: string): JsonObject => ({
    type,
    status: holds ? "True" : "False",
    lastTransitionTime: since(holds ? step : life.born),
    ...(holds ? {} : { reason }),
  });
  return [
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name,
        namespace: scene.namespace,
        uid: uidOf(`${scene.path} Pod ${name} ${life.start}`),
        creationTimestamp: since(life.born),
        ...(life.leaves !== null && at >= life.leaves ? { deletionTimestamp: since(life.leaves) } : {}),
        labels: { "app.kubernetes.io/instance": scene.release },
        ownerReferences: [owner],
      },
      spec: { containers: [{ name: scene.desired.service.name }], ...(scheduled ? { nodeName: "node-1" } : {}) },
      status: {
        phase: ready ? "Running" : "Pending",
        ...(scheduled ? { startTime: since(life.scheduled) } : {}),
        conditions: [
          truth("PodScheduled", scheduled, life.scheduled, "Scheduling"),
          truth("Initialized", scheduled, life.scheduled, "ContainersNotInitialized"),
          truth("ContainersReady", ready, life.ready, "ContainersNotReady"),
          truth("Ready", ready, life.ready, "ContainersNotReady"),
        ],
        containerStatuses: scheduled
          ? [
              {
                name: scene.desired.service.name,
                ready,
                restartCount: 0,
                state: ready
                  ? { running: { startedAt: since(life.ready - 1) } }
                  : { waiting: { reason: "ContainerCreating" } },
              },
            ]
          : [],
      },
    },
  ];
}

/**
 * When a pod comes and goes. `rolling` (a Deployment): the old pod stays until the new one is ready; otherwise the
 * old one must go first, because both have the same name.
 */
function lifeOf(scene: Scene, version: "old" | "now", rolling: boolean): Life {
  const { chapter, created, merged } = scene.moment;
  const wait = rolling ? 0 : 2;
  const first = { born: STEP.objectsApplied, scheduled: STEP.podsScheduled, ready: STEP.podsReady };
  if (version === "old") {
    const offset = (merged - created) / 1000;
    const leaves = offset + (rolling ? STEP.podsReady : STEP.objectsApplied);
    const gone = leaves + (rolling ? 1 : wait);
    return { start: created, ...first, leaves, gone };
  }
  if (chapter === "update")
    return {
      start: merged,
      born: first.born + wait,
      scheduled: first.scheduled + wait,
      ready: first.ready,
      leaves: null,
      gone: null,
    };
  const offset = (merged - created) / 1000;
  return {
    start: created,
    ...first,
    leaves: chapter === "delete" ? offset + FAREWELL.objects : null,
    gone: chapter === "delete" ? offset + FAREWELL.objects + GRACE : null,
  };
}

/** How many of `pods` are ready and not on their way out. */
export function readyOf(pods: KubernetesObject[]): number {
  return pods.filter((one) => one.metadata.deletionTimestamp === undefined && one.status?.phase === "Running").length;
}

/** True when the pods of an update's new version are not there yet, so that a workload still counts the old ones. */
export function stillOld(scene: Scene): boolean {
  return before(scene, STEP.objectsApplied);
}
