import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Target } from "@/lib/domain/target";
import { UseCasePortal } from "@/tests/support/use-case-portal";
import { desiredReader } from "./desired";

const LEDGER = "acme/postgres/ledger/manifest.yaml";
const ledger: Target = { type: "instance", tenant: "acme", service: "postgres", name: "ledger" };

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const read = (depth: "summary" | "full" = "full", target: Target = ledger) =>
  desiredReader({ ...portal.deps, now: () => portal.deps.now() })(target, depth);

describe("what Git wants of an instance", () => {
  it("is nothing when Git never had it", async () => {
    expect(await read()).toBeNull();
    expect(await read("summary")).toBeNull();
  });

  it("is its newest commit, its values and its chart", async () => {
    const commit = await portal.put(LEDGER, { instances: 2 });
    const wanted = await read();
    expect(wanted).toMatchObject({
      commit,
      values: { instances: 2 },
      service: { kind: "Postgres", chartVersion: "1.0.0" },
    });
    expect(wanted?.createdAt).toBeUndefined();
    expect(wanted?.removedAt).toBeUndefined();
  });

  it("knows a change from something new", async () => {
    await portal.put(LEDGER, { instances: 2 });
    const created = await read();
    await portal.put(LEDGER, { instances: 3 });
    for (const depth of ["full", "summary"] as const) {
      const changed = await read(depth);
      expect(Date.parse(changed?.createdAt ?? "")).toBeLessThan(Date.parse(changed?.mergedAt ?? ""));
      expect(changed?.commit).not.toBe(created?.commit);
    }
  });

  it("has the objects of its chart, also while what was taken away goes", async () => {
    const [object] = portal.catalog.services.find(({ name }) => name === "postgres")?.objects ?? [];
    if (!object) throw new Error("postgres has no object");
    const replicas = [{ text: "<values/instances>", when: [] }];
    portal.catalog.services = portal.catalog.services.map((service) => ({
      ...service,
      objects: service.name === "postgres" ? [{ ...object, replicas }] : service.objects,
    }));
    await portal.put(LEDGER, { instances: 2 });
    const objects = [expect.objectContaining({ kind: "Cluster", name: "ledger-postgres", replicas: 2 }) as object];
    expect((await read())?.objects).toEqual(objects);
    expect((await read("summary"))?.objects).toEqual([]);
    await portal.put(LEDGER, null);
    expect((await read())?.objects).toEqual(objects);
  });

  it("is its removal once a request took it away", async () => {
    await portal.put(LEDGER, { instances: 2 });
    const commit = await portal.put(LEDGER, null);
    for (const depth of ["full", "summary"] as const) expect(await read(depth)).toMatchObject({ commit, values: {} });
    expect((await read())?.removedAt).toBeDefined();
  });

  it("is its removal once somebody took it away by hand", async () => {
    await portal.put(LEDGER, { instances: 2 });
    const commit = await portal.push("main", LEDGER, null);
    expect(await read()).toMatchObject({ commit });
    expect((await read())?.removedAt).toBeDefined();
  });

  it("is new again when it is made under a name that was free", async () => {
    await portal.put(LEDGER, { instances: 2 });
    await portal.put(LEDGER, null);
    await portal.put(LEDGER, { instances: 1 });
    const wanted = await read();
    expect(wanted).toMatchObject({ values: { instances: 1 } });
    expect(wanted?.createdAt).toBeUndefined();
    expect(wanted?.removedAt).toBeUndefined();
  });

  it("is told for a chart that left the catalogue too", async () => {
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    await portal.put(LEDGER, { instances: 2 });
    expect(await read()).toMatchObject({ service: { name: "postgres", kind: "Postgres" }, objects: [] });
  });
});
