import { isObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { at } from "../trace/read";
import type { Reference } from "./inventory";
import type { Look } from "./look";

/** What controllers made of a release's objects. */
export interface Derived {
  /** ReplicaSets, and claims for volumes. */
  objects: KubernetesObject[];
  pods: KubernetesObject[];
}

const REPLICA_SET = { apiVersion: "apps/v1", kind: "ReplicaSet", resource: "replicasets" };
const POD = { apiVersion: "v1", kind: "Pod", resource: "pods" };
const CLAIM = { apiVersion: "v1", kind: "PersistentVolumeClaim", resource: "persistentvolumeclaims" };

/**
 * Follows what a release installed down to its pods: Deployment → ReplicaSet → Pod, and StatefulSet, DaemonSet, Job and a
 * database's Cluster → Pod and volume, by their owner references.
 * @param missing what should be there but isn't (any more): its pods may outlive it for a while, its volumes for good.
 */
export async function derivedOf(
  look: Look,
  namespace: string,
  installed: readonly KubernetesObject[],
  missing: readonly Reference[],
): Promise<Derived> {
  const selectors = installed.flatMap(selectorOf);
  const gone = missing.filter(({ kind }) => MAKES_PODS.has(kind));
  // Of what is gone nobody knows the labels any more: then all of the namespace's are looked at.
  const asks = gone.length > 0 ? [""] : [...new Set(selectors)];
  const all = async (of: typeof POD) =>
    (await Promise.all(asks.map((labels) => look.objects({ ...of, namespace }, labels)))).flat();
  const [sets, pods, claims] = await Promise.all([
    installed.some(({ kind }) => kind === "Deployment") || gone.some(({ kind }) => kind === "Deployment")
      ? all(REPLICA_SET)
      : [],
    all(POD),
    all(CLAIM),
  ]);
  const owners = new Owners([...installed.map(ownReference), ...gone]);
  const ownSets = unique(sets).filter((one) => owners.own(one));
  owners.add(ownSets.map(ownReference));
  const names = new Set(installed.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return {
    // Helm installs some claims itself, and a StatefulSet's have no owner but the name of it.
    objects: [
      ...ownSets.filter(isInUse),
      ...unique(claims).filter(
        (one) => !names.has(`${one.kind}/${one.metadata.name}`) && (owners.own(one) || owners.namesake(one)),
      ),
    ],
    pods: unique(pods).filter((one) => owners.own(one)),
  };
}

const MAKES_PODS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "Cluster"]);

/** The labels of what an object makes, as a selector; nothing for what makes no pods. */
function selectorOf({ kind, metadata, spec }: KubernetesObject): string[] {
  if (!MAKES_PODS.has(kind)) return [];
  // CloudNativePG labels what it makes by this.
  if (kind === "Cluster") return [`cnpg.io/cluster=${metadata.name}`];
  const labels = at(spec, "selector", "matchLabels");
  if (!isObject(labels)) return [];
  const terms = Object.entries(labels).flatMap(([key, value]) =>
    typeof value === "string" ? [`${key}=${value}`] : [],
  );
  return terms.length > 0 ? [terms.join(",")] : [];
}

/** Old ReplicaSets stay for a rollback, without pods. */
function isInUse({ spec, status }: KubernetesObject): boolean {
  return at(spec, "replicas") !== 0 || at(status, "replicas") !== 0;
}

function ownReference({ apiVersion, kind, metadata }: KubernetesObject): Reference & { uid: string } {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? "", uid: metadata.uid };
}

/** Tells what belongs to a set of objects. One that is gone is known by its name alone. */
class Owners {
  readonly #uids = new Set<string>();
  readonly #names = new Set<string>();
  readonly #statefulSets: string[] = [];

  constructor(owners: readonly (Reference & { uid?: string })[]) {
    this.add(owners);
  }

  add(owners: readonly (Reference & { uid?: string })[]): void {
    for (const { kind, name, uid } of owners) {
      if (uid === undefined) this.#names.add(`${kind}/${name}`);
      else this.#uids.add(uid);
      if (kind === "StatefulSet") this.#statefulSets.push(name);
    }
  }

  own({ metadata }: KubernetesObject): boolean {
    return (metadata.ownerReferences ?? []).some(
      ({ uid, kind, name }) => this.#uids.has(uid) || this.#names.has(`${kind}/${name}`),
    );
  }

  /** A StatefulSet's claims are called `<claim>-<set>-<number>`. */
  namesake({ metadata }: KubernetesObject): boolean {
    return (
      metadata.ownerReferences === undefined &&
      this.#statefulSets.some((set) => metadata.name.replace(/-\d+$/, "").endsWith(`-${set}`))
    );
  }
}

function unique(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...new Map(objects.map((one) => [one.metadata.uid, one])).values()];
}
