import { describe, expect, it } from "vitest";
import type { ReleaseObject } from "@/lib/domain/chart-object";
import type { Desired } from "@/lib/domain/desired";
import type { Story } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import { simulatedCluster } from "./simulated";
import { FAREWELL, STEP } from "./simulated/moment";
import { simulate } from "./simulated/simulate";
import { tellStory } from "./trace";

const platform = {
  group: "example.io",
  version: "v1",
  controlNamespace: "control",
  releasesRepository: "acme/releases",
  branch: "main",
};
const merged = Date.parse("2026-03-01T09:00:00Z");
const target: Target = { type: "instance", tenant: "acme", service: "webapp", name: "shop" };
const tenant: Target = { type: "tenant", tenant: "acme" };

function objectMade(apiVersion: string, kind: string, more: Partial<ReleaseObject> = {}): ReleaseObject {
  const whole = {
    apiVersion,
    kind,
    name: "shop-webapp",
    replicas: null,
    claims: [],
    claimsStay: true,
    offers: [],
    kept: false,
  };
  return { ...whole, ...more };
}

function desiredOf(kinds: [string, string][], more: Partial<Desired> = {}): Desired {
  return {
    commit: "3f9c2e1000000000000000000000000000000000",
    mergedAt: new Date(merged).toISOString(),
    values: { size: "small" },
    objects: kinds.map(([apiVersion, kind]) => objectMade(apiVersion, kind)),
    service: { name: "webapp", kind: "Webapp", chartVersion: "0.1.0" },
    ...more,
  };
}

const web = desiredOf([["apps/v1", "Deployment"]]);
const updated = { ...web, createdAt: "2026-02-01T09:00:00Z" };
const removed = { ...updated, removedAt: new Date(merged).toISOString() };

function storyAt(desired: Desired, second: number, of: Target = target, depth: "summary" | "full" = "full"): Story {
  const now = new Date(merged + second * 1000);
  return tellStory({
    target: of,
    desired,
    observation: simulate(of, desired, platform, now, depth),
    depth,
    unreachable: null,
    now,
    patience: { reconcile: 120, release: 300 },
  });
}

const states = (desired: Desired, second: number, of: Target = target) =>
  storyAt(desired, second, of)
    .hops.map((hop) => hop.state)
    .join(" ");

describe("the simulated cluster", () => {
  it("walks a new instance hop by hop to readiness", () => {
    const walk = Array.from({ length: 14 }, (_, second) => `${second} ${states(web, second)}`);
    expect(walk).toMatchInlineSnapshot(`
      [
        "0 ok now idle idle idle idle",
        "1 ok now idle idle idle idle",
        "2 ok ok now idle idle idle",
        "3 ok ok ok now idle idle",
        "4 ok ok ok now idle idle",
        "5 ok ok ok now idle idle",
        "6 ok ok ok now ok now",
        "7 ok ok ok now ok now",
        "8 ok ok ok now ok now",
        "9 ok ok ok now ok now",
        "10 ok ok ok now ok ok",
        "11 ok ok ok now ok ok",
        "12 ok ok ok ok ok ok",
        "13 ok ok ok ok ok ok",
      ]
    `);
  });

  it("keeps the pod of the version before until the new one is ready", () => {
    const walk = Array.from({ length: 14 }, (_, second) => {
      const { pods } = simulate(target, updated, platform, new Date(merged + second * 1000), "full");
      const ready = pods.filter((pod) => pod.status?.phase === "Running" && !pod.metadata.deletionTimestamp).length;
      return `${second}: ${states(updated, second)}, ${pods.length} pods, ${ready} ready`;
    });
    expect(walk).toMatchInlineSnapshot(`
      [
        "0: ok now idle idle idle idle, 1 pods, 1 ready",
        "1: ok now idle idle idle idle, 1 pods, 1 ready",
        "2: ok ok now idle idle idle, 1 pods, 1 ready",
        "3: ok ok ok now idle idle, 1 pods, 1 ready",
        "4: ok ok ok now idle idle, 1 pods, 1 ready",
        "5: ok ok ok now idle idle, 1 pods, 1 ready",
        "6: ok ok ok now ok now, 2 pods, 1 ready",
        "7: ok ok ok now ok now, 2 pods, 1 ready",
        "8: ok ok ok now ok now, 2 pods, 1 ready",
        "9: ok ok ok now ok now, 2 pods, 1 ready",
        "10: ok ok ok now ok now, 2 pods, 1 ready",
        "11: ok ok ok now ok ok, 1 pods, 1 ready",
        "12: ok ok ok ok ok ok, 1 pods, 1 ready",
        "13: ok ok ok ok ok ok, 1 pods, 1 ready",
      ]
    `);
  });

  it("winds a removed instance down and then has nothing left of it", () => {
    const walk = Array.from(
      { length: 12 },
      (_, second) => `${second} ${storyAt(removed, second).state}: ${storyAt(removed, second).sentence}`,
    );
    expect(walk).toMatchInlineSnapshot(`
      [
        "0 deleting: Being deleted: Argo CD takes it down.",
        "1 deleting: Being deleted: KRO takes it down.",
        "2 deleting: Being deleted: KRO takes it down.",
        "3 deleting: Being deleted: its pods stop.",
        "4 deleting: Being deleted: its pods stop.",
        "5 deleting: Being deleted: its pods stop.",
        "6 deleting: Being deleted: Flux uninstalls the release.",
        "7 deleting: Being deleted: Flux uninstalls the release.",
        "8 deleting: Being deleted: the last objects go.",
        "9 deleting: Being deleted: the last objects go.",
        "10 gone: Deleted: nothing of it is left in the cluster.",
        "11 gone: Deleted: nothing of it is left in the cluster.",
      ]
    `);
  });

  it("winds a removed instance down from every workload kind", () => {
    for (const kind of ["Deployment", "StatefulSet", "DaemonSet", "Cluster", "Job"]) {
      const gone = { ...removed, objects: [objectMade("apps/v1", kind)] };
      expect(storyAt(gone, FAREWELL.applicationGone - 1).state).toBe("deleting");
      expect(storyAt(gone, FAREWELL.applicationGone).state).toBe("gone");
    }
  });

  it("makes every workload kind ready, new or changed", () => {
    for (const kind of ["Deployment", "StatefulSet", "DaemonSet", "Cluster", "Kafka"])
      for (const base of [web, updated]) {
        const wanted = { ...base, objects: [objectMade("apps/v1", kind)] };
        for (let second = 0; second < STEP.active; second++) expect(storyAt(wanted, second).state).toBe("progressing");
        expect(storyAt(wanted, STEP.active).state).toBe("ready");
      }
  });

  it("makes a tenant ready with its namespace and no pods", () => {
    const wanted = desiredOf([], {
      objects: [objectMade("v1", "Namespace", { name: "acme" }), objectMade("v1", "LimitRange", { name: "tenant" })],
      service: { name: "tenant", kind: "Tenant", chartVersion: "0.1.0" },
    });
    const story = storyAt(wanted, STEP.active, tenant);
    expect(story.state).toBe("ready");
    expect(story.objects.map(({ kind, name }) => `${kind} ${name}`)).toContain("Namespace acme");
    expect(story.hops.at(-1)?.note).toBe("none needed");
  });

  it("runs as many pods as the chart asks for, or as its autoscaler starts with", () => {
    const scaler = objectMade("autoscaling/v2", "HorizontalPodAutoscaler", { replicas: 4 });
    for (const base of [web, updated])
      for (const objects of [
        [objectMade("apps/v1", "Deployment", { replicas: 4 })],
        [objectMade("apps/v1", "Deployment"), scaler],
        [objectMade("apps/v1", "StatefulSet", { replicas: 4 })],
        [objectMade("postgresql.cnpg.io/v1", "Cluster", { replicas: 4 })],
      ]) {
        const story = storyAt({ ...base, objects }, STEP.active);
        expect([story.state, story.hops.at(-1)?.note]).toEqual(["ready", "4 of 4 ready"]);
      }
  });

  it("claims a volume for each pod, which goes with its workload or outlives it as the chart says", () => {
    const volumes = (object: ReleaseObject, second: number) =>
      simulate(target, { ...removed, objects: [object] }, platform, new Date(merged + second * 1000), "full")
        .objects.filter(({ kind }) => kind === "PersistentVolumeClaim")
        .map(({ metadata }) => metadata.name);
    const set = objectMade("apps/v1", "StatefulSet", { replicas: 2, claims: ["data"], claimsStay: false });
    const names = ["data-shop-webapp-0", "data-shop-webapp-1"];
    const cluster = objectMade("postgresql.cnpg.io/v1", "Cluster", { replicas: 2 });
    expect(volumes(set, 0)).toEqual(names);
    expect(volumes(cluster, 0)).toEqual(["shop-webapp-1", "shop-webapp-2"]);
    for (const object of [set, cluster]) expect(volumes(object, FAREWELL.applicationGone)).toEqual([]);
    expect(volumes({ ...set, claimsStay: true }, FAREWELL.applicationGone)).toEqual(names);
  });

  it("says of a removed instance what Kubernetes and Helm keep of it", () => {
    const objects = [
      objectMade("apps/v1", "StatefulSet", { claims: ["data"] }),
      objectMade("v1", "Secret", { kept: true }),
      objectMade("v1", "PersistentVolumeClaim", { name: "cache" }),
    ];
    const story = storyAt({ ...removed, objects }, FAREWELL.applicationGone);
    expect([story.state, story.sentence]).toEqual([
      "gone",
      "Deleted: nothing of it is left in the cluster but Secret shop-webapp and PersistentVolumeClaim data-shop-webapp-0.",
    ]);
  });

  it("makes a composite ready after its parts, and takes it away after them, however deep they lie", () => {
    const parts = [objectMade("example.io/v1", "Box", { name: "shop-box" })];
    const walk = (base: Desired, above: number, below: number) =>
      Array.from({ length: 40 }, (_, second) => {
        const layered = { ...base, composed: { above, below }, ...(below > 0 && { objects: parts }) };
        return storyAt(layered, second).state;
      });
    for (const [base, last] of [
      [web, "ready"],
      [removed, "gone"],
    ] as const) {
      const [whole, middle, part] = [walk(base, 0, 2), walk(base, 1, 1), walk(base, 2, 0)];
      const done = (states: string[]) => states.indexOf(last);
      expect(done(part)).toBeGreaterThan(0);
      expect(done(middle)).toBeGreaterThan(done(part));
      expect(done(whole)).toBeGreaterThan(done(middle));
    }
    const [box] = simulate(
      target,
      { ...web, composed: { above: 0, below: 1 }, objects: parts },
      platform,
      new Date(merged + 15_000),
      "full",
    ).objects;
    expect(box?.status?.conditions).toEqual([expect.objectContaining({ type: "Ready", status: "False" })]);
    expect(walk(web, 1, 0).indexOf("ready")).toBe(16);
  });

  it("says of a composite's pods that its children run them, and of no other's", () => {
    const version = `${platform.group}/${platform.version}`;
    const noteOf = (apiVersion: string) =>
      storyAt({ ...web, objects: [objectMade(apiVersion, "Box", { name: "shop-box" })] }, 40).hops.at(-1)?.note;
    expect(noteOf(version)).toBe("its children run them");
    expect(noteOf("elsewhere.example/v1")).toBe("none needed");
  });

  it("tells the same state in a list as on the page", () => {
    for (const wanted of [web, updated, removed])
      for (let second = 0; second < 14; second++)
        expect(storyAt(wanted, second, target, "summary").state).toBe(storyAt(wanted, second).state);
  });

  it("answers the same question the same way", () => {
    expect(storyAt(updated, 7)).toEqual(storyAt(updated, 7));
  });

  it("holds what never was in Git for absent, and what was removed for present until it is gone", async () => {
    let wanted: Desired | null = null;
    let now = new Date(merged);
    const cluster = simulatedCluster({
      desired: () => Promise.resolve(wanted),
      targetsIn: () => Promise.resolve([target]),
      now: () => now,
      platform: () => Promise.resolve(platform),
    });
    expect(await cluster.exists(target)).toBe(false);
    wanted = removed;
    expect(await cluster.exists(target)).toBe(true);
    now = new Date(merged + FAREWELL.applicationGone * 1000);
    expect(await cluster.exists(target)).toBe(false);
    expect((await cluster.state()).mode).toBe("simulated");
  });

  it("names a namespace's objects of one kind, once they are there, and nothing of another namespace", async () => {
    let now = new Date(merged);
    const cluster = simulatedCluster({
      desired: () =>
        Promise.resolve(
          desiredOf([
            ["v1", "Service"],
            ["apps/v1", "Deployment"],
          ]),
        ),
      targetsIn: (namespace) => Promise.resolve(namespace === "acme" ? [target] : []),
      now: () => now,
      platform: () => Promise.resolve(platform),
    });
    expect(await cluster.names("Service", "acme")).toEqual([]);
    now = new Date(merged + 600_000);
    expect(await cluster.names("Service", "acme")).toEqual(["shop-webapp"]);
    expect(await cluster.names("ConfigMap", "acme")).toEqual([]);
    expect(await cluster.names("Service", "globex")).toEqual([]);
  });
});
