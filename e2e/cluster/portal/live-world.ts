import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type KubernetesCluster, type KubernetesPace, kubernetesCluster } from "@/lib/cluster/kubernetes";
import type { Desired } from "@/lib/domain/desired";
import type { JsonObject } from "@/lib/domain/json";
import type { ClusterWorld } from "@/tests/support/cluster/contract";
import { PLATFORM, objectsAt as simulatedAt } from "@/tests/support/cluster/fake-world";
import type { FakeObject } from "@/tests/support/fake-api-server";
import type { Api, Connection } from "../api/client";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { apply, get, type Manifest, nameOf, patch, remove } from "../api/objects";
import { until, untilGone } from "../api/until";
import { writeKubeconfig } from "../plane/kubeconfig";

/** What Kubernetes' own controllers say of: their word is better than the test's. */
const SAID_BY_CONTROLLERS = new Set(["Deployment", "ReplicaSet", "Service"]);
/** A ReplicaSet adopts pods that are there and would make those that aren't, so they come before it. */
const ORDER = ["Deployment", "Pod", "ReplicaSet"];

/** The portal's reading of a real API server, on which the test plays Argo CD, KRO, Flux and the kubelet. */
export async function liveWorld(
  api: Api,
  connection: Connection,
  pace?: KubernetesPace,
): Promise<ClusterWorld & { cluster: KubernetesCluster }> {
  const folder = mkdtempSync(join(tmpdir(), "live-world-"));
  const desired = new Map<string, Desired>();
  const cluster = await kubernetesCluster({
    access: { kubeconfig: [writeKubeconfig(join(folder, "kubeconfig"), connection)] },
    platform: PLATFORM,
    services: () => Promise.resolve(["tenant", "webapp"]),
    desired: (target) => Promise.resolve(desired.get(JSON.stringify(target)) ?? null),
    now: () => new Date(),
    ...(pace === undefined ? {} : { pace }),
  });
  let there: Manifest[] = [];

  async function make(objects: readonly FakeObject[]): Promise<void> {
    const manifests = objects.map(storable);
    const names = new Set(manifests.map(nameOf));
    for (const old of there) if (!names.has(nameOf(old))) await remove(api, old);
    for (const old of there) if (!names.has(nameOf(old))) await untilGone(api, old);
    there = [];
    for (const { manifest, status } of inOrder(objects)) {
      await apply(api, await adopted(api, manifest));
      there.push(manifest);
      if (status) await patch(api, manifest, { status }, { status: true, fieldValidation: "Ignore" });
    }
  }

  return {
    cluster,
    mode: "kubernetes",
    become: async (target, wanted, seconds) => {
      desired.set(JSON.stringify(target), wanted);
      await make(simulatedAt(target, wanted, seconds));
    },
    close: async () => {
      cluster.close();
      await make([]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function inOrder(objects: readonly FakeObject[]): { manifest: Manifest; status: JsonObject | null }[] {
  return [...objects]
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map((object) => ({ manifest: storable(object), status: statusOf(object) }));
}

/** What goes over the wire after the object itself; null where it isn't the test's to say, or is a part of the object. */
function statusOf({ kind, status }: FakeObject): JsonObject | null {
  if (status === undefined || SAID_BY_CONTROLLERS.has(kind) || kind === "Application") return null;
  if (kind === "Pod") return { phase: status.phase ?? "Pending", conditions: status.conditions ?? [] };
  if (kind !== "HelmRelease") return status;
  const history = Array.isArray(status.history) ? status.history : [];
  return { ...status, history: history.map((one) => ({ ...(one as JsonObject), digest: "sha256:0" })) }; // as simulated
}

/** The object as the API server takes it: with what a simulation doesn't need, and without what the server says itself. */
function storable({ apiVersion, kind, metadata, spec, status }: FakeObject): Manifest {
  const { name, namespace, labels, annotations } = metadata;
  const own = metadata.ownerReferences;
  const head = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(own === undefined || kind === "Pod" ? {} : { ownerReferences: own }),
  };
  const application = kind === "Application" && { status: { ...status, operationState: operationOf(status) } };
  // A pod on a node waits for that node's word before it goes, and there is no such node.
  const given = kind === "Pod" ? {} : spec;
  return { apiVersion, kind, metadata: head, spec: { ...given, ...more(kind, metadata) }, ...application };
}

function operationOf(status: JsonObject | undefined): JsonObject {
  return { ...(status?.operationState as JsonObject | undefined), operation: {} }; // the simulation always has one
}

function more(kind: string, { labels }: FakeObject["metadata"]): JsonObject {
  const mine = (labels as JsonObject | undefined) ?? { "app.kubernetes.io/instance": "shop-webapp" }; // texts
  const shop = { "app.kubernetes.io/instance": "shop-webapp" };
  const pod = { automountServiceAccountToken: false, containers: [{ name: "web", image: "example.org/web:1" }] };
  switch (kind) {
    case "Deployment":
      // Nothing rolls out by itself.
      return { paused: true, selector: { matchLabels: shop }, template: { metadata: { labels: shop }, spec: pod } };
    case "ReplicaSet":
      return { selector: { matchLabels: mine }, template: { metadata: { labels: mine }, spec: pod } };
    case "Pod":
      return pod;
    case "Service":
      return { ports: [{ port: 80 }], selector: mine };
    default:
      return {};
  }
}

/** An owner's uid is the server's to give. */
async function adopted(api: Api, manifest: Manifest): Promise<Manifest> {
  const owners = objectsAt(objectAt(manifest, "metadata"), "ownerReferences");
  if (owners.length === 0) return manifest;
  const namespace = manifest.metadata.namespace ?? "";
  const named = await Promise.all(
    owners.map(async (owner) => {
      const [apiVersion, kind, name] = [textAt(owner, "apiVersion"), textAt(owner, "kind"), textAt(owner, "name")];
      const at = { apiVersion, kind, metadata: { name, namespace } };
      const found = await until(`${nameOf(at)} is there`, () => get(api, at));
      return { ...owner, uid: found.metadata.uid };
    }),
  );
  const metadata = { ...manifest.metadata, ownerReferences: named };
  return { ...manifest, metadata };
}
