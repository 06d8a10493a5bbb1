import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cluster } from "@/lib/cluster/port";
import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import { readGround } from "@/lib/requests/ground";
import { UseCasePortal } from "@/tests/support/use-case-portal";
import { keepStandings, openStandings } from "./standings";

const LATER = 3_600_000;
const ORDERS: Target = { type: "instance", tenant: "acme", service: "postgres", name: "orders" };
const AWAY = { since: "2026-01-05T08:00:00Z", why: "connection refused" };

const OTHERS = 5;
const AGAIN = 3;
const shop = (at: number) => `acme/webapp/shop-${at}/manifest.yaml`;

let portal: UseCasePortal;
let look: () => ReturnType<ReturnType<typeof openStandings>>;
let asked: string[];
let report: (targets: readonly Target[] | null) => void;

/** More instances than are looked at again each time, and a cluster of which the test knows what it is asked. */
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  for (let at = 1; at <= OTHERS; at += 1) await portal.put(shop(at), {});
  portal.clock += LATER;
  asked = [];
  const { cluster } = portal.deps;
  const observe: Cluster["observe"] = (target, depth) => {
    asked.push(pathOf(target));
    return cluster.observe(target, depth);
  };
  portal.deps.cluster = {
    ...cluster,
    observe,
    changes: (listener) => {
      report = listener;
      return { open: () => undefined, end: () => undefined };
    },
  };
  const standings = openStandings(portal.deps, AGAIN);
  look = async () => standings(await readGround(portal.deps));
});
afterEach(() => portal.close());

/** How everything is some seconds later, and what the cluster was asked for it. */
async function later(): Promise<{ states: Record<string, string>; asked: string[] }> {
  portal.clock += 15_000;
  asked = [];
  const all = await look();
  return { states: Object.fromEntries(all.map(({ entry, status }) => [entry.path, status.state])), asked };
}

/** Every instance was looked at again as a matter of course. */
const settle = async () => {
  for (let round = 0; round < 3; round += 1) await later();
};

describe("how everything is", () => {
  it("is asked once of everything, and later of a part each time", async () => {
    expect((await later()).asked).toHaveLength(OTHERS + 1);
    const rounds = [(await later()).asked, (await later()).asked];
    expect(Math.max(...rounds.map(({ length }) => length))).toBeLessThanOrEqual(AGAIN);
    expect(new Set(rounds.flat()).size).toBe(OTHERS + 1);
  });

  it("is known at once of what the cluster reports, also while the answer before is shared", async () => {
    await settle();
    asked = [];
    report([ORDERS]);
    await look();
    expect(asked).toContain(pathOf(ORDERS));
    asked = [];
    await look();
    expect(asked).toEqual([]);
  });

  it("is asked anew of what changed on main, until the clock moves it no more", async () => {
    await settle();
    await portal.put(shop(OTHERS), { image: "nginx:2" });
    const moving = [await later(), await later(), await later()];
    expect(moving.map((one) => one.asked.includes(shop(OTHERS)))).toEqual([true, true, true]);
    portal.clock += LATER;
    const still = [await later(), await later()];
    expect(still.map((one) => one.asked.length)).toEqual([AGAIN, AGAIN]);
    expect(still[1]?.states[shop(OTHERS)]).toBe("ready");
  });

  it("forgets what left main", async () => {
    await settle();
    await portal.put(shop(2), null);
    const { states } = await later();
    expect(Object.keys(states)).toHaveLength(OTHERS);
    expect(Object.keys(states)).not.toContain(shop(2));
  });

  it("is unknown of everything while the cluster is away, and known again when it is back", async () => {
    await settle();
    const { cluster } = portal.deps;
    portal.deps.cluster = { ...cluster, state: () => Promise.resolve({ mode: "kubernetes", unreachable: AWAY }) };
    expect(new Set(Object.values((await later()).states))).toEqual(new Set(["unknown"]));
    portal.deps.cluster = cluster;
    expect(new Set(Object.values((await later()).states))).toEqual(new Set(["ready"]));
  });

  it("is asked of everything when the cluster says that anything may have changed", async () => {
    await settle();
    report(null);
    expect((await later()).asked).toHaveLength(OTHERS + 1);
  });

  it("is looked at before anybody asks: when the portal starts, and when the cluster is back", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const heard = vi.fn(() => readGround(portal.deps));
    keepStandings(portal.deps, heard);
    for (const times of [1, 2]) {
      await vi.advanceTimersByTimeAsync(5_000);
      expect(heard).toHaveBeenCalledTimes(times);
      report(null);
      report(null);
    }
    vi.useRealTimers();
  });

  it("is asked again after a look that failed", async () => {
    const { cluster } = portal.deps;
    portal.deps.cluster = { ...cluster, state: () => Promise.reject(new Error("broken")) };
    await expect(later()).rejects.toThrow("broken");
    portal.deps.cluster = cluster;
    expect((await later()).asked).toHaveLength(OTHERS + 1);
  });
});
