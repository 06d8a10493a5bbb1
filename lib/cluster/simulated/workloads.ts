import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { suffixOf } from "./hash";
import { FAREWELL, STEP } from "./moment";
import { type PodOwner, pod, readyOf, stillOld } from "./pods";
import { before, condition, exists, generationOf, metadata, reached, type Scene, stepTime } from "./scene";

/** What a release brought: what Helm applied, what controllers made of it, and the pods at the end. */
export interface Installed {
  /** What Helm applied itself: Flux's inventory. */
  applied: KubernetesObject[];
  /** What controllers made of it: ReplicaSets. */
  derived: KubernetesObject[];
  pods: KubernetesObject[];
}

/**
 * The objects of an instance's release: one of each workload kind that the chart renders, with one replica, and a
 * Service before those that serve. How many replicas a chart makes of its values only rendering would tell.
 */
export function workloads(scene: Scene): Installed {
  const installed: Installed = { applied: [], derived: [], pods: [] };
  if (!exists(scene, STEP.objectsApplied, FAREWELL.objectsGone)) return installed;
  const seen = new Map<string, number>();
  for (const { apiVersion, kind } of scene.desired.service.workloads) {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    const name = count === 1 ? scene.release : `${scene.release}-${count}`;
    const one = workload(scene, apiVersion, kind, name);
    installed.applied.push(...one.applied);
    installed.derived.push(...one.derived);
    installed.pods.push(...one.pods);
  }
  return installed;
}

function workload(scene: Scene, apiVersion: string, kind: string, name: string): Installed {
  const generation = generationOf(scene, STEP.objectsApplied);
  const head = metadata(scene, {
    kind,
    name,
    namespace: scene.namespace,
    born: STEP.objectsApplied,
    leaves: FAREWELL.objects,
    generation,
  });
  const base = { apiVersion, kind, metadata: head };
  const owner: PodOwner = { apiVersion, kind, name, uid: head.uid };
  switch (kind) {
    case "Deployment":
      return deployment(scene, base, owner, generation);
    case "StatefulSet":
    case "DaemonSet":
    case "Cluster":
      return steady(scene, base, owner, generation);
    default:
      return { applied: [{ ...base, status: generic(scene, generation) }], derived: [], pods: [] };
  }
}

type Base = Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">;

function deployment(scene: Scene, base: Base, owner: PodOwner, generation: number): Installed {
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
    const own = pod(scene, set, `${head.name}-${suffixOf(head.uid, 5)}`, version, true);
    const wanted = own.some((one) => one.metadata.deletionTimestamp === undefined) ? 1 : 0;
    derived.push({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        ...head,
        annotations: { "deployment.kubernetes.io/revision": version === "now" ? String(generation) : "1" },
        ownerReferences: [owner],
      },
      spec: { replicas: wanted },
      status: { observedGeneration: 1, replicas: own.length, readyReplicas: readyOf(own) },
    });
    pods.push(...own);
  }
  const current = pods.filter((one) => one.metadata.ownerReferences?.[0]?.name === derived.at(-1)?.metadata.name);
  const ready = readyOf(pods);
  const rolled = readyOf(current) >= 1;
  const applied: KubernetesObject = {
    ...base,
    spec: { replicas: 1 },
    status: {
      observedGeneration: generation,
      replicas: pods.length,
      updatedReplicas: current.length,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [
        condition(scene, STEP.podsReady, {
          type: "Available",
          status: ready > 0 ? "True" : "False",
          reason: ready > 0 ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
          message:
            ready > 0 ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
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
  return { applied: [applied, service(scene, name)], derived, pods };
}

/** A StatefulSet, a DaemonSet or CloudNativePG's Cluster: pods that keep their name and are replaced in place. */
function steady(scene: Scene, base: Base, owner: PodOwner, generation: number): Installed {
  const { name } = base.metadata;
  const ordinal = base.kind === "StatefulSet" ? "0" : base.kind === "Cluster" ? "1" : suffixOf(base.metadata.uid, 5);
  const old = scene.moment.chapter === "update" ? pod(scene, owner, `${name}-${ordinal}`, "old", false) : [];
  const fresh = pod(scene, owner, `${name}-${ordinal}`, "now", false);
  const pods = [...old, ...fresh];
  const ready = readyOf(pods);
  const revision = (commit: string) => `${name}-${suffixOf(`${scene.path} ${commit}`, 10)}`;
  const target = revision(stillOld(scene) ? scene.before : scene.desired.commit);
  const current = before(scene, STEP.podsReady) ? revision(scene.before) : target;
  const status: JsonObject =
    base.kind === "Cluster"
      ? {
          instances: pods.length,
          readyInstances: ready,
          phase: ready > 0 ? "Cluster in healthy state" : "Setting up primary",
          conditions: [
            condition(
              scene,
              ready > 0 ? STEP.podsReady : STEP.objectsApplied,
              {
                type: "Ready",
                status: ready > 0 ? "True" : "False",
                reason: ready > 0 ? "ClusterIsReady" : "ClusterIsNotReady",
                message: ready > 0 ? "Cluster is Ready" : "Cluster Is Not Ready",
              },
              generation,
            ),
          ],
        }
      : base.kind === "DaemonSet"
        ? {
            observedGeneration: generation,
            desiredNumberScheduled: 1,
            updatedNumberScheduled: fresh.length,
            numberReady: ready,
          }
        : {
            observedGeneration: generation,
            replicas: pods.length,
            readyReplicas: ready,
            updatedReplicas: fresh.length,
            updateRevision: target,
            currentRevision: current,
          };
  const spec: JsonObject =
    base.kind === "Cluster" ? { instances: 1 } : base.kind === "StatefulSet" ? { replicas: 1 } : {};
  return {
    applied: [{ ...base, spec, status }, ...(base.kind === "StatefulSet" ? [service(scene, name)] : [])],
    derived: [],
    pods,
  };
}

function service(scene: Scene, name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(scene, {
      kind: "Service",
      name,
      namespace: scene.namespace,
      born: STEP.objectsApplied,
      leaves: FAREWELL.objects,
    }),
    spec: { type: "ClusterIP" },
    status: { loadBalancer: {} },
  };
}

/** What most operators write: one Ready condition. */
function generic(scene: Scene, generation: number): JsonObject {
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
