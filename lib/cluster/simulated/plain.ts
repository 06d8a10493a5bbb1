import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { isCustomResource } from "@/lib/domain/release-data";
import { claimPhase } from "./claims";
import { FAREWELL, STEP } from "./moment";
import { before, reached, type Scene, stepTime } from "./scene";

/** What an object that runs no pods says of itself; most of Kubernetes' own kinds say nothing. */
export function plainStatus(
  scene: Scene,
  { apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">,
  generation: number,
): Pick<KubernetesObject, "status"> {
  if (kind === "Namespace") {
    const leaving = scene.moment.chapter === "delete" && scene.moment.elapsed >= FAREWELL.objects;
    return { status: { phase: leaving ? "Terminating" : "Active" } };
  }
  if (kind === "PersistentVolumeClaim") return { status: { phase: claimPhase(scene) } };
  // CloudNativePG says of backups only when the last one was made.
  if (!isCustomResource(apiVersion) || kind === "ScheduledBackup" || kind === "ObjectStore") return {};
  return { status: operated(scene, generation) };
}

/** What most operators write: one Ready condition. */
function operated(scene: Scene, generation: number): JsonObject {
  const ready = before(scene, STEP.objectsApplied) || reached(scene, STEP.podsReady);
  const step = ready ? STEP.podsReady : STEP.objectsApplied;
  return {
    observedGeneration: generation,
    conditions: [
      {
        type: "Ready",
        status: ready ? "True" : "False",
        reason: ready ? "Ready" : "Progressing",
        message: ready ? "" : "is being set up",
        lastTransitionTime: stepTime(scene, step),
        observedGeneration: generation,
      },
    ],
  };
}
