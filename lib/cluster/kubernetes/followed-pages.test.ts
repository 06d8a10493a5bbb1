import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Following } from "@/lib/cluster/port";
import type { Target } from "@/lib/domain/target";
import { MERGED, WANTED } from "@/tests/support/cluster/contract";
import { type FakeWorld, fakeWorld, objectsAt, QUICK } from "@/tests/support/cluster/fake-world";
import type { FakeObject } from "@/tests/support/fake-api-server";
import type { KubernetesPace } from "../kubernetes";

const SHOP: Target = { type: "instance", tenant: "acme", service: "webapp", name: "shop" };
const OTHER: Target = { ...SHOP, name: "other" };
const others = () =>
  objectsAt(OTHER, { ...WANTED, objects: WANTED.objects.map((one) => ({ ...one, name: "other-webapp" })) }, 90);
/** Nobody looks by themselves, so what is told was told by a watch. */
const UNASKED: KubernetesPace = { ...QUICK, pages: 3_600_000, watches: { linger: 30 } };

let world: FakeWorld;
let told: string[];
let following: Following;

/** Opens the page of a ready instance, and waits until everything that it shows is followed. */
async function openShop(pace: KubernetesPace): Promise<void> {
  world = await fakeWorld(pace);
  told = [];
  await world.become(SHOP, WANTED, 90);
  for (const object of others()) world.api.put(object);
  await soon(async () => expect((await world.cluster.observe(SHOP, "full"))?.pods).toHaveLength(2));
  following = world.cluster.changes((targets) => {
    told.push(...(targets ?? []).map((one) => JSON.stringify(one)));
    // Whoever is told comes to see.
    void world.cluster.observe(SHOP, "full");
  });
  following.open([SHOP]);
}
const FOLLOWED = ["pods", "replicasets", "deployments", "services", "events", "persistentvolumeclaims"];
const streams = () => FOLLOWED.map((resource) => world.api.streams(resource));
const untilFollowed = () => soon(() => expect(streams()).toEqual(FOLLOWED.map(() => 1)));
const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const untilTold = () => soon(() => expect(told).toContain(JSON.stringify(SHOP)));
/** Looks that began with the watches are over. */
const untilQuiet = async () => {
  for (let before = -1; before !== looks(); ) {
    before = looks();
    await pause(150);
  }
  told.length = 0;
};
const looks = () => world.api.asked.filter((path) => path.endsWith("/webapps/shop")).length;

const mine = (kind: string) => objectsAt(SHOP, WANTED, 90).find((one) => one.kind === kind) as FakeObject; // it is there
const named = (object: FakeObject, name: string): FakeObject => ({
  ...object,
  metadata: { ...object.metadata, name, uid: name },
});
const failing = (object: FakeObject): FakeObject => ({ ...object, status: { ...object.status, phase: "Failed" } });
const event = (name: string, about: FakeObject): FakeObject => ({
  apiVersion: "v1",
  kind: "Event",
  metadata: { name, namespace: "acme", uid: name, creationTimestamp: MERGED },
  ...{
    involvedObject: { kind: about.kind, name: about.metadata.name, uid: about.metadata.uid },
    type: "Warning",
    reason: "Resizing",
    message: name,
    lastTimestamp: MERGED,
  },
});
const claim: FakeObject = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: {
    name: "shop-data",
    namespace: "acme",
    uid: "shop-data",
    creationTimestamp: MERGED,
    labels: { "app.kubernetes.io/instance": "shop-webapp" },
    ownerReferences: [
      { apiVersion: "apps/v1", kind: "Deployment", name: "shop-webapp", uid: mine("Deployment").metadata.uid ?? "" },
    ],
  },
  status: { phase: "Bound" },
};

afterEach(() => world.close());

describe("while an instance's page is open", () => {
  beforeEach(async () => {
    await openShop(UNASKED);
    await untilFollowed();
    await untilQuiet();
  });

  it.each<[string, () => FakeObject]>([
    ["a pod", () => failing(mine("Pod"))],
    ["a pod that is made", () => named(mine("Pod"), "shop-webapp-new")],
    ["an object of the release", () => ({ ...mine("Service"), status: { phase: "Odd", conditions: [] } })],
    ["a ReplicaSet that is made", () => ({ ...named(mine("ReplicaSet"), "newer"), spec: { replicas: 1 } })],
    ["a volume that is made", () => claim],
    ["an event about the release", () => event("late", mine("HelmRelease"))],
    ["what a list would not show", () => ({ ...mine("HelmRelease"), status: { lastAttemptedRevision: "0.2.0" } })],
  ])("%s is told at once", async (_what, made) => {
    const at = performance.now();
    world.api.put(made());
    await untilTold();
    expect(performance.now() - at).toBeLessThan(1_000);
  });

  it("events of a volume are followed too, also when it is bound", async () => {
    world.api.put(claim);
    await untilTold();
    await untilQuiet();
    world.api.put(event("cannot-grow", claim));
    await untilTold();
    const seen = await world.cluster.observe(SHOP, "full");
    expect(seen?.events.map(({ about, message }) => [about, message])).toEqual([
      ["PersistentVolumeClaim/shop-data", "cannot-grow"],
    ]);
  });

  it("what goes is told", async () => {
    world.api.remove(mine("Pod"));
    await untilTold();
  });

  it("a neighbour's pods are no reason to look", async () => {
    const before = looks();
    const pod = others().find(({ kind }) => kind === "Pod");
    if (pod) for (let at = 0; at < 20; at++) world.api.put(failing(pod));
    world.api.put(event("theirs", pod ?? claim));
    await pause(200);
    expect(looks()).toBe(before);
    expect(told).toEqual([]);
  });

  it("a burst is told together", async () => {
    const before = looks();
    for (let at = 0; at < 300; at++) world.api.put({ ...failing(mine("Pod")), status: { phase: `Step${at}` } });
    await untilTold();
    await untilQuiet();
    expect(looks() - before).toBeLessThan(10);
    const seen = await world.cluster.observe(SHOP, "full");
    expect(seen?.pods.map(({ status }) => status?.phase)).toContain("Step299");
  });

  it("its watches are shared by all who have a page of that tenant open, and end soon after the last", async () => {
    const another = world.cluster.changes(() => undefined);
    another.open([SHOP, OTHER]);
    await untilQuiet();
    expect(streams()).toEqual(FOLLOWED.map(() => 1));
    following.open([]);
    await pause(100);
    expect(streams()).toEqual(FOLLOWED.map(() => 1));
    another.end();
    await soon(() => expect(streams()).toEqual(FOLLOWED.map(() => 0)));
    expect(world.cluster.watches()).toBe(0);
  });

  it("no Secret is asked for", () => {
    expect(world.api.asked.filter((path) => /secret/i.test(path))).toEqual([]);
  });

  it.each<[string, () => void]>([
    ["that is cut", () => world.api.cut()],
    ["that the server ends", () => world.api.endStreams()],
    ["whose version is too old", () => world.api.expireStreams()],
    [
      "that is refused for a while",
      () => {
        world.api.fail(/pods\?watch/, 500, 3);
        world.api.cut();
      },
    ],
    [
      "that is cut again and again",
      () => {
        world.api.fail(/pods\?watch/, "reset", 3);
        world.api.cut();
      },
    ],
    [
      "whose list is cut in the middle",
      () => {
        world.api.fail(/pods\?limit/, "half", 1);
        world.api.expireStreams();
      },
    ],
  ])("a watch %s goes on, and what happened meanwhile is told", async (_how, breakIt) => {
    breakIt();
    world.api.put(failing(mine("Pod")));
    await untilTold();
    await untilFollowed();
    await untilQuiet();
    world.api.put({ ...mine("Pod"), status: { phase: "Other" } });
    await untilTold();
  });

  it("what happened while the API server was away is told when it is back", async () => {
    await world.api.stop();
    world.api.put(failing(mine("Pod")));
    await world.api.start();
    await untilTold();
    await untilFollowed();
  });
});

describe("where there can't be a watch", () => {
  it("because the kind may not be watched, the page is looked at as before, and followed once it may", async () => {
    await openShop(QUICK);
    world.api.fail(/pods\?watch/, 403);
    world.api.cut();
    await pause(150);
    told.length = 0;
    world.api.put(failing(mine("Pod")));
    await untilTold();
    world.api.heal();
    await untilFollowed();
  });

  it("because the kind may not be read, that is said, and everything else is told", async () => {
    await openShop(QUICK);
    world.api.fail(/\/services/, 403);
    await soon(async () =>
      expect((await world.cluster.observe(SHOP, "full"))?.unread).toEqual([
        { kind: "Service", name: "shop-webapp", why: "forbidden" },
      ]),
    );
    await pause(150);
    told.length = 0;
    world.api.put(failing(mine("Pod")));
    await untilTold();
  });

  it("because there are too many, the page is looked at as before", async () => {
    await openShop({ ...QUICK, watches: { most: 2, linger: 30 } });
    await soon(() => expect(world.cluster.watches()).toBe(2));
    told.length = 0;
    for (const kind of ["Pod", "Deployment", "Service"]) {
      world.api.put({ ...mine(kind), status: { phase: "Odd" } });
      await untilTold();
      told.length = 0;
    }
    expect(world.cluster.watches()).toBe(2);
  });
});

it("a watch that has fallen silent is taken for dead", async () => {
  const { reflector } = UNASKED;
  await openShop({ ...UNASKED, reflector: { ...reflector, watch: { ...reflector.watch, idle: 100 } } });
  await untilFollowed();
  world.api.silence();
  told.length = 0;
  world.api.put(failing(mine("Pod")));
  await untilTold();
});
