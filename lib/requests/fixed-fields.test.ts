import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { refusalOf } from "@/tests/support/refusal-of";
import { requestsOn } from "@/tests/support/requests-made";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { openCreateForm } from "./open-create-form";
import { openEditForm } from "./open-edit-form";
import { readRequest } from "./read-request";

const { requester, admin } = people;
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
        version: { title: "Version", type: "string", default: "18", "x-fixed": true },
        disk: { title: "Disk", type: "object", properties: { class: { type: "string", "x-fixed": true } } },
      },
      "Cluster",
    ),
  );
  await portal.put(ORDERS, { version: "17", disk: { class: "fast" } });
});
afterEach(() => portal.close());

const { change, sent, merge } = requestsOn(() => portal);
const SENTENCE = "This is fixed after creation. Put back what stood there, or request a new one.";

describe("a property that is fixed after creation", () => {
  it.each<[string, JsonObject]>([
    ["changed", { version: "18", disk: { class: "fast" } }],
    ["taken out", { version: "17", disk: {} }],
    ["taken out with what it lies in", { version: "17" }],
  ])("is refused when it is %s in the form", async (_how, values) => {
    expect((await refusalOf(change({ values }))).said).toContain(SENTENCE);
  });

  it("is refused when it is changed in YAML", async () => {
    const text = portal.manifest(ORDERS, { version: "18", disk: { class: "fast" } });
    expect((await refusalOf(change({ text }))).said).toContain(SENTENCE);
  });

  it("may be set when something is created", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger", { values: { version: "16" } });
    await expect(sent(requester, body)).resolves.toBeGreaterThan(0);
  });

  it("lets everything else change", async () => {
    await expect(change({ values: { version: "17", disk: { class: "fast" }, instances: 3 } })).resolves.toBeGreaterThan(
      0,
    );
  });

  it("is refused at the merge when it was changed by hand in the request's branch", async () => {
    const number = await change({ values: { version: "17", disk: { class: "fast" }, instances: 3 } });
    await portal.push(
      number,
      ORDERS,
      portal.manifest(ORDERS, { version: "18", disk: { class: "fast" }, instances: 3 }),
    );
    expect((await readRequest(portal.deps, admin, { number })).problems).toMatchObject([
      { code: "fixed", pointer: "/version", label: "Version" },
    ]);
    expect((await refusalOf(merge(number, ["hand-edited"]))).said).toContain(SENTENCE);
  });

  it("is locked in the form of what is merged, and not in the form of something new", async () => {
    const edit = await openEditForm(portal.deps, requester, { target: TARGET });
    expect(edit.model.locked).toEqual(["/version", "/disk/class"]);
    const create = await openCreateForm(portal.deps, requester, { service: "postgres" });
    expect(create.model.locked).toEqual([]);
  });

  it("goes on with the default that it had when the instance was made", async () => {
    const once = serviceMade("postgres", { version: { type: "string", default: "17", "x-fixed": true } }, "Cluster");
    portal.once.set("postgres", once.schema);
    await portal.put(ORDERS, { instances: 2 });
    await expect(change({ values: { version: "17", instances: 2 } })).resolves.toBeGreaterThan(0);
    expect((await refusalOf(change({ values: { version: "18", instances: 2 } }))).said).toContain(SENTENCE);
  });
});
