import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { suffixOf } from "./hash";
import type { Base, Installed } from "./made";
import { FAREWELL, STEP } from "./moment";
import { type PodOwner, pod, readyOf, stillOld } from "./pods";
import { before, condition, metadata, type Scene } from "./scene";

/** A StatefulSet, a DaemonSet or CloudNativePG's Cluster: `wanted` pods that keep their name and are replaced in place. */
export function steady(scene: Scene, base: Base, owner: PodOwner, generation: number, wanted: number): Installed {
  const { name } = base.metadata;
  const first = base.kind === "Cluster" ? 1 : 0;
  const names = Array.from({ length: wanted }, (_, at) =>
    base.kind === "DaemonSet" ? `${name}-${suffixOf(base.metadata.uid, 5)}` : `${name}-${first + at}`,
  );
  const old = scene.moment.chapter === "update" ? names.flatMap((one) => pod(scene, owner, one, "old", false)) : [];
  const fresh = names.flatMap((one) => pod(scene, owner, one, "now", false));
  const pods = [...old, ...fresh];
  const count = { wanted, all: pods.length, fresh: fresh.length, ready: readyOf(pods) };
  const spec: JsonObject =
    base.kind === "Cluster" ? { instances: wanted } : base.kind === "StatefulSet" ? { replicas: wanted } : {};
  return {
    applied: [{ ...base, spec, status: statusOf(scene, base, generation, count) }],
    derived: base.kind === "Cluster" ? operatorMade(scene, name, owner) : [],
    pods,
  };
}

interface Count {
  wanted: number;
  all: number;
  fresh: number;
  ready: number;
}

function statusOf(scene: Scene, base: Base, generation: number, { wanted, all, fresh, ready }: Count): JsonObject {
  const revision = (commit: string) => `${base.metadata.name}-${suffixOf(`${scene.path} ${commit}`, 10)}`;
  const target = revision(stillOld(scene) ? scene.before : scene.desired.commit);
  const current = before(scene, STEP.podsReady) ? revision(scene.before) : target;
  switch (base.kind) {
    case "Cluster": {
      const whole = ready >= wanted;
      return {
        instances: all,
        readyInstances: ready,
        phase: whole ? "Cluster in healthy state" : "Setting up primary",
        conditions: [
          condition(
            scene,
            whole ? STEP.podsReady : STEP.objectsApplied,
            {
              type: "Ready",
              status: whole ? "True" : "False",
              reason: whole ? "ClusterIsReady" : "ClusterIsNotReady",
              message: whole ? "Cluster is Ready" : "Cluster Is Not Ready",
            },
            generation,
          ),
        ],
      };
    }
    case "DaemonSet":
      return {
        observedGeneration: generation,
        desiredNumberScheduled: wanted,
        updatedNumberScheduled: fresh,
        numberReady: ready,
      };
    default:
      return {
        observedGeneration: generation,
        replicas: all,
        readyReplicas: ready,
        updatedReplicas: fresh,
        updateRevision: target,
        currentRevision: current,
      };
  }
}

/** What CloudNativePG makes for a Cluster, and takes along with it: its addresses, its passwords and its certificates. */
function operatorMade(scene: Scene, name: string, owner: PodOwner): KubernetesObject[] {
  const made: [string, string][] = [
    ...["rw", "ro", "r"].map((suffix): [string, string] => ["Service", suffix]),
    ...["app", "ca", "server", "replication"].map((suffix): [string, string] => ["Secret", suffix]),
  ];
  return made.map(([kind, suffix]) => ({
    apiVersion: "v1",
    kind,
    metadata: {
      ...metadata(scene, {
        kind,
        name: `${name}-${suffix}`,
        namespace: scene.namespace,
        born: STEP.objectsApplied,
        leaves: FAREWELL.objects,
      }),
      ownerReferences: [owner],
    },
  }));
}
