import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { suffixOf } from "./hash";
import type { Base, Installed } from "./made";
import { FAREWELL, STEP } from "./moment";
import { type PodOwner, pod, readyOf, stillOld } from "./pods";
import { condition, metadata, type Scene } from "./scene";

/** A Deployment with its ReplicaSets and `wanted` pods of each; the new ones are ready before the old ones go. */
export function deployment(scene: Scene, base: Base, owner: PodOwner, generation: number, wanted: number): Installed {
  const { name } = base.metadata;
  const sets = scene.moment.chapter === "update" ? (["old", "now"] as const) : (["now"] as const);
  const derived: KubernetesObject[] = [];
  const pods: KubernetesObject[] = [];
  for (const version of sets) {
    if (version === "now" && stillOld(scene)) continue;
    const template = suffixOf(`${scene.path} ${version === "old" ? scene.before : scene.desired.commit}`, 10);
    const head = metadata(scene, {
      kind: "ReplicaSet",
      name: `${name}-${template}`,
      namespace: scene.namespace,
      born: STEP.objectsApplied,
      leaves: FAREWELL.objects,
      generation: 1,
    });
    const set: PodOwner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: head.name, uid: head.uid };
    const own = Array.from({ length: wanted }, (_, at) =>
      pod(scene, set, `${head.name}-${suffixOf(at === 0 ? head.uid : `${head.uid} ${at}`, 5)}`, version, true),
    ).flat();
    derived.push({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        ...head,
        annotations: { "deployment.kubernetes.io/revision": version === "now" ? String(generation) : "1" },
        ownerReferences: [owner],
      },
      spec: { replicas: own.filter((one) => one.metadata.deletionTimestamp === undefined).length },
      status: { observedGeneration: 1, replicas: own.length, readyReplicas: readyOf(own) },
    });
    pods.push(...own);
  }
  const current = pods.filter((one) => one.metadata.ownerReferences?.[0]?.name === derived.at(-1)?.metadata.name);
  const ready = readyOf(pods);
  const rolled = readyOf(current) >= wanted;
  const available = ready >= wanted;
  const applied: KubernetesObject = {
    ...base,
    spec: { replicas: wanted },
    status: {
      observedGeneration: generation,
      replicas: pods.length,
      updatedReplicas: current.length,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [
        condition(scene, STEP.podsReady, {
          type: "Available",
          status: available ? "True" : "False",
          reason: available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
          message: available
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        }),
        condition(scene, rolled ? STEP.podsReady : STEP.objectsApplied, {
          type: "Progressing",
          status: "True",
          reason: rolled ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
          message: `ReplicaSet "${derived.at(-1)?.metadata.name ?? name}" ${rolled ? "has successfully progressed." : "is progressing."}`,
        }),
      ],
    },
  };
  return { applied: [applied], derived, pods };
}
