import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cluster, Observation } from "@/lib/cluster/port";
import { tellStory } from "@/lib/cluster/trace";
import type { ReleaseObject } from "@/lib/domain/chart-object";
import type { Desired } from "@/lib/domain/desired";
import type { StoryState } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";

/** A cluster that a test can put into a state. */
export interface ClusterWorld {
  cluster: Cluster;
  mode: "simulated" | "kubernetes";
  /** Makes it what it is `seconds` after main came to want this of a target. */
  become(target: Target, desired: Desired, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** When everything was merged. */
export const MERGED = "2026-03-01T09:00:00Z";
/** Seconds after which a simulated create, change or removal is done. */
const LONG = 90;

const SHOP: Target = { type: "instance", tenant: "acme", service: "webapp", name: "shop" };
const COMMIT = "3f9c2e1000000000000000000000000000000000";

function made(apiVersion: string, kind: string): ReleaseObject {
  return { apiVersion, kind, name: "shop-webapp", replicas: 2, claims: [], claimsStay: true, offers: [], kept: false };
}

export const WANTED: Desired = {
  commit: COMMIT,
  mergedAt: MERGED,
  values: { size: "small" },
  objects: [made("apps/v1", "Deployment"), made("v1", "Service")],
  service: { name: "webapp", kind: "Webapp", chartVersion: "0.1.0" },
};
const REMOVED: Desired = { ...WANTED, removedAt: MERGED, mergedAt: "2026-02-01T09:00:00Z" };

/** What holds of every cluster that the portal reads. */
export function clusterContract(name: string, open: () => Promise<ClusterWorld>): void {
  describe(`${name}, as any cluster,`, () => {
    let world: ClusterWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const storyOf = async (desired: Desired, depth: "summary" | "full") => {
      const observation = await world.cluster.observe(SHOP, depth);
      return tellStory({
        target: SHOP,
        desired,
        observation,
        depth,
        unreachable: null,
        now: new Date(Date.parse(MERGED) + LONG * 1000),
        patience: { reconcile: 120, release: 300 },
      });
    };
    /** Controllers and watches take their time; the clock of a simulation doesn't. */
    const soon = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
    const untilState = (desired: Desired, depth: "summary" | "full", state: StoryState) =>
      soon(async () => expect((await storyOf(desired, depth)).state).toBe(state));

    it("answers, and says what it is", async () => {
      await soon(async () => expect(await world.cluster.state()).toEqual({ mode: world.mode, unreachable: null }));
    });

    it("has nothing of what nobody asked for", async () => {
      await soon(async () => {
        const { at, ...nothing } = (await world.cluster.observe(SHOP, "full")) ?? { at: "never" };
        expect(Date.parse(at)).not.toBeNaN();
        expect(nothing).toMatchObject({ application: null, instance: null, release: null, objects: [], pods: [] });
      });
      expect(await world.cluster.exists(SHOP)).toBe(false);
    });

    it("shows an instance that is ready the same in a list and on its page", async () => {
      await world.become(SHOP, WANTED, LONG);
      await untilState(WANTED, "summary", "ready");
      await untilState(WANTED, "full", "ready");
      const list = await storyOf(WANTED, "summary");
      const page = await storyOf(WANTED, "full");
      expect(list.sentence).toBe(page.sentence);
      expect(page.hops.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok", "ok", "ok"]);
      expect(await world.cluster.exists(SHOP)).toBe(true);
    });

    it("gives a page the objects of the release and their pods, and a list none", async () => {
      await world.become(SHOP, WANTED, LONG);
      await untilState(WANTED, "full", "ready");
      const kinds = (objects: Observation["objects"] | undefined) => objects?.map(({ kind }) => kind).sort();
      const full = await world.cluster.observe(SHOP, "full");
      expect(kinds(full?.objects)).toEqual(["Deployment", "ReplicaSet", "Service"]);
      expect(full?.pods).toHaveLength(2);
      const summary = await world.cluster.observe(SHOP, "summary");
      expect([summary?.objects, summary?.pods, summary?.events]).toEqual([[], [], []]);
    });

    it("shows what is on its way as on its way", async () => {
      await world.become(SHOP, WANTED, 5);
      await untilState(WANTED, "summary", "progressing");
      await untilState(WANTED, "full", "progressing");
    });

    it("has nothing left of what was removed", async () => {
      await world.become(SHOP, REMOVED, LONG);
      await untilState(REMOVED, "summary", "gone");
      await untilState(REMOVED, "full", "gone");
      expect(await world.cluster.exists(SHOP)).toBe(false);
    });

    it("names a namespace's objects of a kind", async () => {
      await world.become(SHOP, WANTED, LONG);
      await soon(async () => expect(await world.cluster.names("Deployment", "acme")).toEqual(["shop-webapp"]));
      expect(await world.cluster.names("StatefulSet", "acme")).toEqual([]);
    });

    it("tells what every instance stands on only where there is such a thing", async () => {
      await soon(async () => {
        const seen = await world.cluster.platform();
        expect(seen === null).toBe(world.mode === "simulated");
        expect(seen?.kinds ?? ["Webapp"]).toContain("Webapp");
      });
    });

    it("reports a change of what is open, until nobody listens", async () => {
      await world.become(SHOP, WANTED, 5);
      await soon(async () => expect(await world.cluster.observe(SHOP, "full")).not.toBeNull());
      const told: (readonly Target[] | null)[] = [];
      const following = world.cluster.changes((targets) => told.push(targets));
      following.open([SHOP]);
      await world.become(SHOP, WANTED, LONG);
      const isIt = (one: Target) => one.type === "instance" && one.name === "shop";
      await vi.waitFor(() => expect(told.some((targets) => targets === null || targets.some(isIt))).toBe(true), 10_000);
      following.end();
      const before = told.length;
      await world.become(SHOP, WANTED, 6);
      await untilState(WANTED, "full", "progressing");
      expect(told).toHaveLength(before);
    });
  });
}
