import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PortalError } from "@/lib/domain/errors";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { listTenants } from "@/lib/tenants/list-tenants";
import { readInstance } from "@/lib/tenants/read-instance";
import { readTenant } from "@/lib/tenants/read-tenant";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { checkName } from "./check-name";
import { openCreateForm } from "./open-create-form";
import { openDelete } from "./open-delete";
import { openEditForm } from "./open-edit-form";
import { openReviseForm } from "./open-revise-form";
import { readRequest } from "./read-request";
import { removeExample } from "./remove-example";
import { reviewQueue } from "./review-queue";
import { submitRequest } from "./submit-request";

const { stranger, onlooker, requester, owner, admin } = people;
const VIEWERS = { stranger, onlooker, requester, owner, admin };
type Name = keyof typeof VIEWERS;

const ACME: Target = { type: "tenant", tenant: "acme" };
const ORDERS = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };
const ABSENT = { type: "instance" as const, tenant: "absent", service: "postgres", name: "orders" };

let portal: UseCasePortal;
/** An open request of the requester's about acme, and one of the stranger's for a new tenant. */
let orders = 0;
let initech = 0;

beforeAll(async () => {
  portal = await UseCasePortal.withAcme();
  await portal.put("acme/webapp/shop/manifest.yaml", {});
  const change = await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 } });
  orders = (await submitRequest(portal.deps, requester, change)).number;
  const tenant = await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } });
  initech = (await submitRequest(portal.deps, stranger, tenant)).number;
});
afterAll(() => portal.close());

type Outcome = "ok" | "forbidden" | "not-found" | "invalid";
/** `invalid` stands for "would be taken, were it not for what is sent": nothing is written while the table is read. */
const ROWS: [string, (viewer: Viewer) => Promise<unknown>, Record<Name, Outcome>][] = [
  row("read its page", (viewer) => readTenant(portal.deps, viewer, pageOne("acme")), sees("ok")),
  row(
    "read the page of one of its instances",
    (viewer) => readInstance(portal.deps, viewer, { target: ORDERS }),
    sees("ok"),
  ),
  row("read a request about it", (viewer) => readRequest(portal.deps, viewer, { number: orders }), sees("ok")),
  row("read another's request for a new tenant", (viewer) => readRequest(portal.deps, viewer, { number: initech }), {
    stranger: "ok",
    onlooker: "not-found",
    requester: "not-found",
    owner: "not-found",
    admin: "ok",
  }),
  row(
    "open the form for a new instance in it",
    (viewer) => openCreateForm(portal.deps, viewer, { service: "webapp", tenant: "acme" }),
    needs("edit", "ok"),
  ),
  row(
    "check a name in it",
    (viewer) => checkName(portal.deps, viewer, { service: "webapp", tenant: "acme", name: "x" }),
    needs("edit", "ok"),
  ),
  row(
    "ask for a new instance in it",
    async (viewer) =>
      submitRequest(portal.deps, viewer, await portal.body("create", "webapp", "acme", "x", { values: { no: 1 } })),
    needs("edit", "invalid"),
  ),
  row(
    "open the form of one of its instances",
    (viewer) => openEditForm(portal.deps, viewer, { target: ORDERS }),
    needs("edit", "ok"),
  ),
  row(
    "ask for a change of one of its instances",
    async (viewer) => submitRequest(portal.deps, viewer, await portal.body("update", "webapp", "acme", "shop")),
    needs("edit", "invalid"),
  ),
  row(
    "open the deletion of one of its instances",
    (viewer) => openDelete(portal.deps, viewer, { target: ORDERS }),
    needs("admin", "ok"),
  ),
  row(
    "ask for the deletion of one of its instances",
    async (viewer) =>
      submitRequest(portal.deps, viewer, await portal.body("delete", "webapp", "acme", "shop", { confirm: "" })),
    needs("admin", "invalid"),
  ),
  row("open its form", (viewer) => openEditForm(portal.deps, viewer, { target: ACME }), needs("admin", "ok")),
  row(
    "ask for a change of its owners",
    async (viewer) =>
      submitRequest(
        portal.deps,
        viewer,
        await portal.body("update", "tenant", "acme", "acme", { values: { owners: [] } }),
      ),
    needs("admin", "invalid"),
  ),
  row("open its deletion", (viewer) => openDelete(portal.deps, viewer, { target: ACME }), needs("admin", "ok")),
  row(
    "ask for its deletion",
    async (viewer) => submitRequest(portal.deps, viewer, await portal.body("delete", "tenant", "acme", "acme")),
    needs("admin", "invalid"),
  ),
  row("edit another's request", (viewer) => openReviseForm(portal.deps, viewer, { number: orders }), {
    stranger: "not-found",
    onlooker: "forbidden",
    requester: "ok",
    owner: "forbidden",
    admin: "forbidden",
  }),
  row(
    "open the review queue",
    (viewer) => reviewQueue(portal.deps, viewer, { selected: null, q: "", flag: null }),
    adminsOnly("ok"),
  ),
  row(
    "remove the example, which is not there",
    (viewer) => removeExample(portal.deps, viewer),
    adminsOnly("not-found"),
  ),
  row("ask for a tenant", (viewer) => openCreateForm(portal.deps, viewer, { service: "tenant" }), {
    stranger: "ok",
    onlooker: "ok",
    requester: "ok",
    owner: "ok",
    admin: "ok",
  }),
];

describe("who may do what with acme", () => {
  const cases = ROWS.flatMap(([what, attempt, expected]) =>
    // Every name of the table is a viewer's.
    (Object.keys(expected) as Name[]).map((name) => ({ name, what, attempt, outcome: expected[name] })),
  );
  it.each(cases)("$name: $what → $outcome", async ({ name, attempt, outcome }) => {
    expect(await outcomeOf(attempt(VIEWERS[name]))).toBe(outcome);
  });
});

describe("what a foreign tenant gives away", () => {
  it("its page and its instances' say the same as those of a tenant that doesn't exist", async () => {
    const answers = await Promise.all(
      [
        readTenant(portal.deps, requester, pageOne("globex")),
        readTenant(portal.deps, requester, pageOne("absent")),
        readTenant(portal.deps, requester, pageOne("../acme")),
        readInstance(portal.deps, requester, { target: { ...ORDERS, tenant: "globex" } }),
        readInstance(portal.deps, requester, { target: ABSENT }),
        openEditForm(portal.deps, requester, { target: { type: "tenant", tenant: "globex" } }),
        openDelete(portal.deps, requester, { target: ABSENT }),
      ].map((attempt) => attempt.then(String, String)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("There is nothing here");
  });

  it("a list of tenants has the viewer's own alone; a platform admin's has all", async () => {
    const names = async (viewer: Viewer) =>
      (await listTenants(portal.deps, viewer, { q: "", page: 1 })).lines.map(({ name }) => name);
    expect(await names(onlooker)).toEqual(["acme"]);
    expect(await names(stranger)).toEqual([]);
    expect(await names(admin)).toEqual(["acme", "globex"]);
  });
});

describe("a refusal for a role that is too weak", () => {
  it("names the role that it takes and who has it", async () => {
    await expect(openDelete(portal.deps, requester, { target: ORDERS })).rejects.toThrow(
      "To delete orders, you need the role admin in acme; yours is edit. Ask somebody who has it: dev:tenant-owner.",
    );
    await expect(openEditForm(portal.deps, onlooker, { target: ORDERS })).rejects.toThrow(
      "To change orders, you need the role edit in acme; yours is view. Ask somebody who has it: dev:tenant-owner, dev:requester.",
    );
  });
});

function pageOne(tenant: string) {
  return { tenant, query: { q: "", state: null, sort: "name" as const, page: 1 } };
}

function row(
  what: string,
  attempt: (viewer: Viewer) => Promise<unknown>,
  expected: Record<Name, Outcome>,
): (typeof ROWS)[number] {
  return [what, attempt, expected];
}

function sees(outcome: Outcome): Record<Name, Outcome> {
  return { stranger: "not-found", onlooker: outcome, requester: outcome, owner: outcome, admin: outcome };
}

function needs(role: "edit" | "admin", outcome: Outcome): Record<Name, Outcome> {
  const edit = role === "edit" ? outcome : "forbidden";
  return { stranger: "not-found", onlooker: "forbidden", requester: edit, owner: outcome, admin: outcome };
}

function adminsOnly(outcome: Outcome): Record<Name, Outcome> {
  return { stranger: "forbidden", onlooker: "forbidden", requester: "forbidden", owner: "forbidden", admin: outcome };
}

async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "ok";
  } catch (error) {
    if (error instanceof PortalError) return error.code;
    throw error;
  }
}
