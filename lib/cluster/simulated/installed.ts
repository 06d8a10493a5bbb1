import type { ReleaseObject } from "@/lib/domain/chart-object";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { claim } from "./claims";
import { deployment } from "./deployment";
import type { Base, Installed } from "./made";
import { FAREWELL, STEP } from "./moment";
import { plainStatus } from "./plain";
import type { PodOwner } from "./pods";
import { exists, generationOf, metadata, type Scene } from "./scene";
import { steady } from "./steady";

/** Most pods of one workload that are acted out: beyond that a number in the values is no description of a cluster. */
const MOST_PODS = 50;

/** Kinds that live in no namespace. */
const WIDE = new Set([
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "PersistentVolume",
  "PriorityClass",
  "StorageClass",
]);

/** The objects of a release, as the chart makes them of the values, and what Kubernetes' controllers make of those. */
export function installed(scene: Scene): Installed {
  const all: Installed = { applied: [], derived: [], pods: [] };
  const { objects } = scene.desired;
  for (const object of objects) {
    const one = installedOne(scene, object, wantedPods(object, objects));
    all.applied.push(...one.applied);
    all.derived.push(...one.derived);
    all.pods.push(...one.pods);
  }
  return all;
}

/** What the workload states, else what its autoscaler starts from, else one, as Kubernetes has it. */
function wantedPods(object: ReleaseObject, all: readonly ReleaseObject[]): number {
  const scaler = all.find(({ kind, name }) => kind === "HorizontalPodAutoscaler" && name === object.name);
  return Math.min(object.replicas ?? scaler?.replicas ?? 1, MOST_PODS);
}

function installedOne(scene: Scene, object: ReleaseObject, pods: number): Installed {
  const { apiVersion, kind, name } = object;
  const stays = object.kept && scene.target.type === "instance";
  const there = exists(scene, STEP.objectsApplied, stays ? Number.POSITIVE_INFINITY : FAREWELL.objectsGone);
  const generation = generationOf(scene, STEP.objectsApplied);
  const head = metadata(scene, {
    kind,
    name,
    ...(WIDE.has(kind) ? {} : { namespace: scene.namespace }),
    born: STEP.objectsApplied,
    leaves: stays ? Number.POSITIVE_INFINITY : FAREWELL.objects,
    generation,
  });
  const annotations = {
    "meta.helm.sh/release-name": scene.release,
    ...(object.kept ? { "helm.sh/resource-policy": "keep" } : {}),
  };
  const base: Base = { apiVersion, kind, metadata: { ...head, annotations } };
  const owner: PodOwner = { apiVersion, kind, name, uid: head.uid };
  const claims = claimsOf(scene, object, owner, pods);
  if (!there) return { applied: [], derived: claims, pods: [] };
  const made = makes(scene, { ...base, ...addressOf(object) }, owner, generation, pods);
  return { ...made, derived: [...made.derived, ...claims] };
}

/** The ports of a Service, as the chart states them. */
function addressOf({ kind, offers }: ReleaseObject): Pick<KubernetesObject, "spec"> {
  const ports = offers.map(Number).filter((port) => Number.isInteger(port));
  if (kind !== "Service" || ports.length === 0) return {};
  return { spec: { type: "ClusterIP", ports: ports.map((port) => ({ port, protocol: "TCP" })) } };
}

function makes(scene: Scene, base: Base, owner: PodOwner, generation: number, pods: number): Installed {
  switch (base.kind) {
    case "Deployment":
      return deployment(scene, base, owner, generation, pods);
    case "StatefulSet":
    case "DaemonSet":
    case "Cluster":
      return steady(scene, base, owner, generation, base.kind === "DaemonSet" ? 1 : pods);
    default:
      return { applied: [{ ...base, ...plainStatus(scene, base, generation) }], derived: [], pods: [] };
  }
}

/** The claims for volumes that a workload's controller makes, one set for each pod. */
function claimsOf(scene: Scene, object: ReleaseObject, owner: PodOwner, pods: number): KubernetesObject[] {
  const ordinals = Array.from({ length: pods }, (_, at) => at);
  if (object.kind === "Cluster") return ordinals.flatMap((at) => claim(scene, `${object.name}-${at + 1}`, owner));
  const owners = object.claimsStay ? null : owner;
  return ordinals.flatMap((at) =>
    object.claims.flatMap((name) => claim(scene, `${name}-${object.name}-${at}`, owners)),
  );
}
