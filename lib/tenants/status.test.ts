import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InstanceQuery } from "@/lib/domain/tenant-views";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { listTenants } from "./list-tenants";
import { readInstance } from "./read-instance";
import { readTenant } from "./read-tenant";

const ORDERS = "acme/postgres/orders/manifest.yaml";
const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
const ALL: InstanceQuery = { q: "", state: null, sort: "name", page: 1 };
const MINUTE = 60_000;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.clock += 10 * MINUTE;
});
afterEach(() => portal.close());

const instance = () => readInstance(portal.deps, people.onlooker, { target: orders });
const state = async () => (await instance()).status.story.state;
const names = async (query: Partial<InstanceQuery>) => {
  const view = await readTenant(portal.deps, people.onlooker, { tenant: "acme", query: { ...ALL, ...query } });
  return { names: view.instances.map(({ name }) => name), matching: view.matching, total: view.total };
};

describe("the status of an instance", () => {
  it("goes from a merge to ready by the clock alone", async () => {
    expect(await state()).toBe("ready");
    await portal.put(ORDERS, { instances: 3 });
    expect(await state()).toBe("progressing");
    portal.clock += MINUTE;
    const view = await instance();
    expect(view.status.story.state).toBe("ready");
    expect(view.status.simulated).toBe(true);
    expect(view.live).toContain('"instances": 3');
  });

  it("counts a merge as arrived once Argo CD has looked at any commit that has it, and not before", async () => {
    const before = (await portal.deps.releases.main()).commit;
    await portal.put(ORDERS, { instances: 3 });
    await portal.put("acme/postgres/other/manifest.yaml", { instances: 2 });
    portal.clock += MINUTE;
    const { cluster, releases } = portal.deps;
    const seenAt = async (revision: string) => {
      const observe: typeof cluster.observe = async (...asked) => {
        const seen = await cluster.observe(...asked);
        const application = seen?.application;
        if (!application) return seen;
        return {
          ...seen,
          application: { ...application, status: { ...application.status, sync: { revision, status: "Synced" } } },
        };
      };
      const deps = { ...portal.deps, cluster: { ...cluster, observe } };
      const { status } = await readInstance(deps, people.onlooker, { target: orders });
      const { instances } = await readTenant(deps, people.onlooker, { tenant: "acme", query: { ...ALL, q: "orders" } });
      return [status.story.state, instances.map((line) => line.status.state)];
    };
    expect(await seenAt((await releases.main()).commit)).toEqual(["ready", ["ready"]]);
    expect(await seenAt(before)).toEqual(["progressing", ["progressing"]]);
    await portal.put("acme/postgres/third/manifest.yaml", { instances: 2 });
    portal.clock += MINUTE;
    const between = (await releases.history("acme/postgres/other/manifest.yaml", 1))[0]?.commit ?? "";
    expect(await seenAt(between)).toEqual(["ready", ["ready"]]);
    expect(await seenAt("1".repeat(40))).toEqual(["progressing", ["progressing"]]);
  });

  it("that can't come before its tenant says why the tenant is not there", async () => {
    const { cluster } = portal.deps;
    const refusal = { status: "SyncFailed", message: 'spec.values.size: Unsupported value: "gigantic"' };
    const observe: typeof cluster.observe = async (target, depth) => {
      const seen = await cluster.observe(target, depth);
      if (!seen) return seen;
      if (target.type === "instance") return { ...seen, application: null, instance: null, release: null, objects: [] };
      const operationState = { phase: "Failed", syncResult: { resources: [refusal] } };
      const { application } = seen;
      return {
        ...seen,
        application: application && { ...application, status: { ...application.status, operationState } },
      };
    };
    const { status } = await readInstance({ ...portal.deps, cluster: { ...cluster, observe } }, people.onlooker, {
      target: orders,
    });
    expect(status.story.sentence).toBe("Stopped at Argo CD: its tenant acme isn't set up.");
    expect(status.story.cause?.quote).toBe(refusal.message);
  });

  it("goes from a deletion to gone, and its page stays with its history", async () => {
    await portal.put(ORDERS, null);
    expect(await state()).toBe("deleting");
    portal.clock += MINUTE;
    const view = await instance();
    expect(view.status.story.state).toBe("gone");
    expect(view.manifest).toBeNull();
    expect(view.history[0]?.what).toBe("Deleted");
  });

  it("is unknown while the cluster can't be asked, and the rest of the page is there", async () => {
    const unreachable = { since: "2026-01-05T09:00:00Z", why: "connection refused" };
    const cluster = {
      state: () => Promise.resolve({ mode: "kubernetes" as const, unreachable }),
      observe: () => Promise.resolve(null),
      platform: () => Promise.resolve(null),
      names: () => Promise.resolve(null),
      exists: () => Promise.resolve(null),
      changes: () => ({ open: () => undefined, end: () => undefined }),
    };
    const view = await readInstance({ ...portal.deps, cluster }, people.onlooker, { target: orders });
    expect(view.status).toMatchObject({ story: { state: "unknown", since: unreachable.since }, unreachable });
    expect(view.manifest).not.toBeNull();
    const list = await listTenants({ ...portal.deps, cluster }, people.onlooker, { q: "", page: 1 });
    expect(list.lines.map(({ health }) => health)).toEqual(["1 instance, status unknown"]);
  });
});

describe("a file that no cluster would take", () => {
  const BROKEN: [string, (text: string) => string, RegExp][] = [
    ["can't be parsed", (text) => `${text}  : [\n`, /Failed to unmarshal "manifest.yaml"/],
    ["has a key twice", (text) => text.replace(/^( *)instances: .*$/m, "$&\n$1instances: 4"), /key already set in map/],
    ["holds no manifest", () => "# nothing\n", /auto-sync will wipe out all resources/],
    [
      "asks for more than the schema allows",
      (text) => text.replace(/instances: .*/, "instances: 99"),
      /^Postgres\.services\.example\.org "orders" is invalid: spec\.values\.instances: Invalid value: 99: spec\.values\.instances in body should be less than or equal to 5$/,
    ],
    [
      "has a key that the schema doesn't know",
      (text) => text.replace(/instances: /, "instancse: "),
      /Kind=Postgres\): \.spec\.values\.instancse: field not declared in schema$/,
    ],
  ];

  it.each(BROKEN)("is stopped at Argo CD when it %s, while the version before runs on", async (_, spoil, quote) => {
    await portal.push("main", ORDERS, spoil((await portal.text(ORDERS)) ?? ""));
    portal.clock += 10 * MINUTE;
    const { status, live } = await instance();
    expect(status.story).toMatchObject({ state: "broken", cause: { hop: "synced", remedy: "instance" } });
    expect(status.story.cause?.quote).toMatch(quote);
    expect(status.story.cause?.stillRuns).toBe("1 pod of the version before still runs.");
    expect(live).toContain('"instances": 2');
    expect(await names({ state: "broken" })).toMatchObject({ names: ["orders"] });
    await portal.put(ORDERS, { instances: 3 });
    portal.clock += 10 * MINUTE;
    expect(await state()).toBe("ready");
  });

  it.each(BROKEN)("brings nothing into the cluster when it %s from the start", async (_, spoil) => {
    const late = { ...orders, name: "late" } as const;
    const path = "acme/postgres/late/manifest.yaml";
    await portal.push("main", path, spoil(portal.manifest(path, { tenant: "acme", name: "late", instances: 2 })));
    portal.clock += 10 * MINUTE;
    const { status, live } = await readInstance(portal.deps, people.onlooker, { target: late });
    expect(status.story).toMatchObject({ state: "broken", cause: { hop: "synced" }, objects: [] });
    expect(live).toBeNull();
  });
});

describe("a tenant's instances", () => {
  beforeEach(async () => {
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    portal.clock += 10 * MINUTE;
    await portal.put("acme/cache/sessions/manifest.yaml", {});
    // Every look at the clock moves it: without a start in the past a list would outlive the walk that it looks at.
    portal.clock -= MINUTE;
  });

  it("are searched by name and service", async () => {
    expect(await names({ q: "SHOP" })).toEqual({ names: ["shop"], matching: 1, total: 3 });
    expect((await names({ q: "postgres ord" })).names).toEqual(["orders"]);
    expect(await names({ q: "nothing" })).toEqual({ names: [], matching: 0, total: 3 });
  });

  it("are filtered by the state that the cluster tells", async () => {
    expect((await names({ state: "progressing" })).names).toEqual(["sessions"]);
    expect((await names({ state: "ready" })).names).toEqual(["orders", "shop"]);
    portal.clock += 2 * MINUTE;
    expect(await names({ state: "progressing" })).toEqual({ names: [], matching: 0, total: 3 });
  });

  it("are sorted by service and name, by the newest change, or by what needs attention", async () => {
    expect((await names({})).names).toEqual(["sessions", "orders", "shop"]);
    expect((await names({ sort: "changed" })).names).toEqual(["sessions", "shop", "orders"]);
    expect((await names({ sort: "status", q: "s" })).names[0]).toBe("sessions");
  });

  it("keep the list of tenants moving while one of them is on its way", async () => {
    const moving = async () => (await listTenants(portal.deps, people.onlooker, { q: "", page: 1 })).lines[0]?.moving;
    expect(await moving()).toBe(true);
    portal.clock += 2 * MINUTE;
    expect(await moving()).toBe(false);
  });
});
