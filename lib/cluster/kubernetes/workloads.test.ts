import { expect, it } from "vitest";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Look } from "./look";
import { derivedOf } from "./workloads";

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  more: { owner?: KubernetesObject; labels?: Record<string, string>; spec?: KubernetesObject["spec"] } = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: "acme",
    uid: `${kind}-${name}`,
    creationTimestamp: "2026-03-01T09:00:00Z",
    labels: more.labels ?? {},
    ...(more.owner && {
      ownerReferences: [
        {
          apiVersion: more.owner.apiVersion,
          kind: more.owner.kind,
          name: more.owner.metadata.name,
          uid: more.owner.metadata.uid,
        },
      ],
    }),
  },
  ...(more.spec && { spec: more.spec }),
});

/** A look at these objects alone, which also notes which labels it was asked for. */
function lookAt(all: readonly KubernetesObject[]): Look & { selected: string[] } {
  const selected: string[] = [];
  return {
    selected,
    asked: [],
    eventsAbout: () => Promise.resolve([]),
    unread: [],
    object: () => Promise.resolve(null),
    items: () => Promise.resolve([]),
    objects: ({ kind }, labels) => {
      selected.push(`${kind} ${labels}`);
      const terms = labels === "" ? [] : labels.split(",").map((term) => term.split("="));
      return Promise.resolve(
        all.filter(
          (one) => one.kind === kind && terms.every(([key = "", value]) => one.metadata.labels?.[key] === value),
        ),
      );
    },
  };
}
const namesOf = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const labels = { app: "cache" };
const set = object("apps/v1", "StatefulSet", "cache", { spec: { selector: { matchLabels: labels } } });
const pod = object("v1", "Pod", "cache-0", { owner: set, labels });
const volume = object("v1", "PersistentVolumeClaim", "data-cache-0", { labels });

it("a StatefulSet is followed to its pods and to the volumes that bear its name, and not to its neighbours'", async () => {
  const other = object("v1", "Pod", "other-0", { labels });
  const look = lookAt([pod, other, volume, object("v1", "PersistentVolumeClaim", "data-other-0", { labels })]);
  const found = await derivedOf(look, "acme", [set], []);
  expect(namesOf(found.pods)).toEqual(["Pod/cache-0"]);
  expect(namesOf(found.objects)).toEqual(["PersistentVolumeClaim/data-cache-0"]);
  expect(look.selected).toEqual(["Pod app=cache", "PersistentVolumeClaim app=cache"]);
});

it("a Deployment is followed through the ReplicaSets that are in use", async () => {
  const deployment = object("apps/v1", "Deployment", "web", { spec: { selector: { matchLabels: labels } } });
  const now = object("apps/v1", "ReplicaSet", "web-2", { owner: deployment, labels, spec: { replicas: 1 } });
  const old = object("apps/v1", "ReplicaSet", "web-1", { owner: deployment, labels, spec: { replicas: 0 } });
  const settled = { ...old, status: { replicas: 0 } };
  const one = object("v1", "Pod", "web-2-x", { owner: now, labels });
  const found = await derivedOf(lookAt([now, settled, one]), "acme", [deployment], []);
  expect(namesOf(found.objects)).toEqual(["ReplicaSet/web-2"]);
  expect(namesOf(found.pods)).toEqual(["Pod/web-2-x"]);
});

it("a database's pods and volumes are its operator's, found by its label", async () => {
  const cluster = object("postgresql.cnpg.io/v1", "Cluster", "orders");
  const mine = { "cnpg.io/cluster": "orders" };
  const first = object("v1", "Pod", "orders-1", { owner: cluster, labels: mine });
  const disk = object("v1", "PersistentVolumeClaim", "orders-1", { owner: cluster, labels: mine });
  const found = await derivedOf(lookAt([first, disk]), "acme", [cluster], []);
  expect([...namesOf(found.pods), ...namesOf(found.objects)]).toEqual([
    "Pod/orders-1",
    "PersistentVolumeClaim/orders-1",
  ]);
});

it("of what is gone the pods and volumes that outlive it are found by its name", async () => {
  const missing = { apiVersion: "apps/v1", kind: "StatefulSet", name: "cache", namespace: "acme" };
  const found = await derivedOf(lookAt([pod, volume]), "acme", [], [missing]);
  expect([...namesOf(found.pods), ...namesOf(found.objects)]).toEqual([
    "Pod/cache-0",
    "PersistentVolumeClaim/data-cache-0",
  ]);
});

it("nothing is asked for what makes no pods", async () => {
  const look = lookAt([]);
  await derivedOf(look, "acme", [object("v1", "Service", "web")], []);
  expect(look.selected).toEqual([]);
});
