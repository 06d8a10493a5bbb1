import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { parseManifest } from "@/lib/manifest/manifest";
import { refusalOf } from "@/tests/support/refusal-of";
import { requestsOn } from "@/tests/support/requests-made";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { openEditForm } from "./open-edit-form";
import { openReviseForm } from "./open-revise-form";
import { readRequest } from "./read-request";

const { requester, admin, colleague } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";
const TARGET = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.offer(
    serviceMade(
      "postgres",
      {
        tenant: { type: "string" },
        name: { type: "string" },
        instances: { type: "integer", default: 1 },
        pool: { title: "Node pool", type: "string", default: "shared", "x-owner": "platform" },
        zone: { title: "Zone", type: "string", "x-owner": "platform" },
      },
      "Cluster",
    ),
  );
  await portal.put(ORDERS, { pool: "fast" });
});
afterEach(() => portal.close());

const { change, sent, merge } = requestsOn(() => portal);
const SENTENCE = "The platform team sets this.";
const statedIn = async (number: number): Promise<JsonObject | undefined> =>
  parseManifest((await portal.releases.request(number))?.after ?? "").manifest?.values;

describe("a field that is the platform team's", () => {
  it.each<[string, JsonObject]>([
    ["changed", { pool: "slow" }],
    ["taken out", {}],
    ["set", { pool: "fast", zone: "a" }],
  ])("is refused when somebody else's form comes with it %s", async (_how, values) => {
    expect((await refusalOf(change({ values }))).said).toContain(SENTENCE);
  });

  it("is refused when somebody else changes it in YAML", async () => {
    const text = portal.manifest(ORDERS, { pool: "slow" });
    expect((await refusalOf(change({ text }))).said).toContain(SENTENCE);
  });

  it("is refused when somebody else creates something with it, even at its default", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger", { values: { pool: "shared" } });
    expect((await refusalOf(sent(requester, body))).said).toContain(SENTENCE);
  });

  it("stays as it is while somebody else changes the rest, and nothing is flagged", async () => {
    const number = await change({ values: { pool: "fast", instances: 3 } });
    expect(await statedIn(number)).toMatchObject({ pool: "fast", instances: 3 });
    expect((await readRequest(portal.deps, admin, { number })).flags).toEqual([]);
  });

  it("is a platform admin's to set, which review flags", async () => {
    const number = await sent(
      admin,
      await portal.body("update", "postgres", "acme", "orders", { values: { pool: "slow" } }),
    );
    const { flags, problems } = await readRequest(portal.deps, colleague, { number });
    expect(problems).toEqual([]);
    expect(flags).toEqual([
      {
        code: "platform-owned",
        label: "platform's fields",
        why: "Node pool is the platform team's to set. The cluster can't tell who did.",
      },
    ]);
  });

  it("is flagged, named and not merged when it was changed by hand in somebody else's request", async () => {
    const number = await change({ values: { pool: "fast", instances: 3 } });
    await portal.push(number, ORDERS, portal.manifest(ORDERS, { pool: "slow", zone: "a" }));
    const { flags, problems } = await readRequest(portal.deps, admin, { number });
    expect(flags.map(({ code }) => code)).toEqual(["platform-owned", "hand-edited"]);
    expect(problems.map(({ pointer }) => pointer)).toEqual(["/pool", "/zone"]);
    expect((await refusalOf(merge(number, ["platform-owned", "hand-edited"]))).said).toContain(SENTENCE);
  });

  it("is shown to platform admins alone", async () => {
    expect((await openEditForm(portal.deps, admin, { target: TARGET })).model.unseen).toEqual([]);
    const { model } = await openEditForm(portal.deps, requester, { target: TARGET });
    expect(model.unseen).toEqual(["/pool", "/zone"]);
    expect(model.start).toMatchObject({ pool: "fast" });
  });

  it("goes back to what main has when its request, changed by hand, is edited by somebody who can't see it", async () => {
    const number = await change({ values: { pool: "fast", instances: 3 } });
    await portal.push(number, ORDERS, portal.manifest(ORDERS, { pool: "slow", zone: "a", instances: 3 }));
    const { model } = await openReviseForm(portal.deps, requester, { number });
    expect(model.start).toMatchObject({ pool: "fast", instances: 3 });
    expect(model.start).not.toHaveProperty("zone");
    await change({ values: model.start, revises: number, base: model.base });
    expect(await statedIn(number)).toEqual({ tenant: "acme", name: "orders", instances: 3, pool: "fast" });
    expect((await readRequest(portal.deps, admin, { number })).problems).toEqual([]);
  });
});
