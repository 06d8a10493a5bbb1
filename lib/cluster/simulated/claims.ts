import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { FAREWELL, STEP } from "./moment";
import type { PodOwner } from "./pods";
import { exists, metadata, reached, type Scene } from "./scene";

/**
 * A claim for a volume that a controller made. One with an owner goes when its owner goes; one without outlives the
 * release, as Kubernetes keeps a StatefulSet's claims unless told otherwise. Empty while it isn't there.
 */
export function claim(scene: Scene, name: string, owner: PodOwner | null): KubernetesObject[] {
  const never = Number.POSITIVE_INFINITY;
  if (!exists(scene, STEP.objectsApplied, owner === null ? never : FAREWELL.objectsGone)) return [];
  const kind = "PersistentVolumeClaim";
  const head = metadata(scene, {
    kind,
    name,
    namespace: scene.namespace,
    born: STEP.objectsApplied,
    leaves: owner === null ? never : FAREWELL.objects,
  });
  return [
    {
      apiVersion: "v1",
      kind,
      metadata: owner === null ? head : { ...head, ownerReferences: [owner] },
      status: { phase: claimPhase(scene) },
    },
  ];
}

/** A volume is bound once the pod that wants it has a node. */
export function claimPhase(scene: Scene): "Bound" | "Pending" {
  return scene.moment.chapter !== "create" || reached(scene, STEP.podsScheduled) ? "Bound" : "Pending";
}
