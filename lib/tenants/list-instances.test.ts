import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AllInstancesQuery } from "@/lib/domain/instances-views";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { listInstances } from "./list-instances";

const ALL: AllInstancesQuery = { q: "", service: "", tenant: "", state: null, sort: "status", page: 1 };
const LATER = 3_600_000;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  await portal.put("globex/postgres/ledger/manifest.yaml", { instances: 1 });
  await portal.put("acme/webapp/shop/manifest.yaml", {});
  await portal.put("globex/postgres/misfit/manifest.yaml", { instances: 99 });
  portal.clock += LATER;
});
afterEach(() => portal.close());

const list = (query: Partial<AllInstancesQuery> = {}) => listInstances(portal.deps, people.admin, { ...ALL, ...query });
const names = async (query: Partial<AllInstancesQuery>) =>
  (await list(query)).lines.map(({ tenant, name }) => `${tenant}/${name}`);

describe("everybody's instances", () => {
  it("come with what fails first", async () => {
    const view = await list();
    expect(view.lines.map(({ name, status }) => `${name} ${status.state}`)).toEqual([
      "misfit broken",
      "orders ready",
      "shop ready",
      "ledger ready",
    ]);
    expect(view).toMatchObject({ total: 4, matching: 4, simulated: true, states: { broken: 1, ready: 3 } });
  });

  it("are counted by service and by tenant, the most failing first, whatever is looked for", async () => {
    const view = await list({ q: "nothing" });
    expect(view.services).toEqual([
      { name: "postgres", title: "Postgres", total: 3, broken: 1, moving: 0, unknown: 0 },
      { name: "webapp", title: "Webapp", total: 1, broken: 0, moving: 0, unknown: 0 },
    ]);
    expect(view.tenants.map(({ name, total, broken }) => ({ name, total, broken }))).toEqual([
      { name: "globex", total: 2, broken: 1 },
      { name: "acme", total: 2, broken: 0 },
    ]);
    expect(view).toMatchObject({ tenantsInAll: 2, matching: 0, total: 4 });
  });

  it("are found by tenant, service, state and words, and sorted by name", async () => {
    expect(await names({ tenant: "acme", sort: "name" })).toEqual(["acme/orders", "acme/shop"]);
    expect(await names({ service: "webapp" })).toEqual(["acme/shop"]);
    expect(await names({ state: "broken" })).toEqual(["globex/misfit"]);
    expect(await names({ q: "GLOBEX led" })).toEqual(["globex/ledger"]);
    expect(await names({ sort: "changed" })).toEqual(["globex/misfit", "acme/shop", "globex/ledger", "acme/orders"]);
  });

  it("have an unknown state while the cluster can't be asked, and none is called broken", async () => {
    const unreachable = { since: "2026-01-05T08:00:00Z", why: "connection refused" };
    portal.deps.cluster.state = () => Promise.resolve({ mode: "kubernetes", unreachable });
    expect(await list()).toMatchObject({ unreachable, states: { unknown: 4, broken: 0 }, simulated: false });
  });

  it("cost one look at the cluster for all who ask at the same time", async () => {
    let asked = 0;
    const before = { ...portal.deps.cluster };
    portal.deps.cluster.observe = (target, depth) => {
      asked += 1;
      return before.observe(target, depth);
    };
    await Promise.all([list(), list({ state: "broken" }), list({ page: 2 })]);
    expect(asked).toBeLessThanOrEqual(8);
  });

  it("are for platform admins alone", async () => {
    await expect(listInstances(portal.deps, people.owner, ALL)).rejects.toMatchObject({ code: "forbidden" });
  });
});
