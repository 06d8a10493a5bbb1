import type { KubernetesEvent, KubernetesObject } from "@/lib/domain/kubernetes";
import type { Installed } from "./made";
import { FAREWELL, STEP, timeOf } from "./moment";
import { type Scene, stepOf } from "./scene";

/** Kubernetes keeps events for an hour. */
const KEPT = 3600;

/** What the controllers reported during this chapter, newest first. */
export function events(scene: Scene, installed: Installed): KubernetesEvent[] {
  const { chapter, elapsed, merged } = scene.moment;
  if (elapsed >= KEPT) return [];
  const told: KubernetesEvent[] = [];
  const tell = (second: number, about: string, reason: string, message: string) => {
    if (elapsed >= second) told.push({ about, type: "Normal", reason, message, at: timeOf(merged, second), count: 1 });
  };
  const release = `HelmRelease/${scene.release}`;
  const instance = `${scene.desired.service.kind}/${scene.name}`;
  if (chapter === "delete") {
    for (const pod of installed.pods)
      tell(FAREWELL.objects, `Pod/${pod.metadata.name}`, "Killing", "Stopping container");
    tell(FAREWELL.releaseGone, release, "UninstallSucceeded", "Helm uninstall succeeded");
    return told.reverse();
  }
  const action = chapter === "update" ? "upgrade" : "install";
  tell(STEP.accepted, instance, "Reconciled", "the resource graph was resolved");
  tell(STEP.releaseStarted, release, "Progressing", `Running '${action}' action with timeout of 5m0s`);
  for (const set of installed.derived.filter(({ kind }) => kind === "ReplicaSet").slice(-1)) tellScaling(set, tell);
  for (const pod of installed.pods) {
    if (Date.parse(pod.metadata.creationTimestamp) < merged) continue;
    const about = `Pod/${pod.metadata.name}`;
    tell(
      STEP.podsScheduled,
      about,
      "Scheduled",
      `Successfully assigned ${scene.namespace}/${pod.metadata.name} to node-1`,
    );
    tell(STEP.podsReady - 1, about, "Started", "Started container");
  }
  tell(
    stepOf(scene, STEP.released),
    release,
    chapter === "update" ? "UpgradeSucceeded" : "InstallSucceeded",
    `Helm ${action} succeeded for release ${scene.home}/${scene.release}`,
  );
  return told.sort((a, b) => b.at.localeCompare(a.at));
}

function tellScaling(
  set: KubernetesObject,
  tell: (second: number, about: string, reason: string, message: string) => void,
): void {
  const owner = set.metadata.ownerReferences?.[0];
  if (owner === undefined) return;
  const replicas = typeof set.spec?.replicas === "number" ? set.spec.replicas : 1;
  const message = `Scaled up replica set ${set.metadata.name} from 0 to ${replicas}`;
  tell(STEP.objectsApplied, `${owner.kind}/${owner.name}`, "ScalingReplicaSet", message);
}
