import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InstanceQuery } from "@/lib/domain/tenant-views";
import { mergeRequest } from "@/lib/requests/merge-request";
import { readRequest } from "@/lib/requests/read-request";
import { removeExample } from "@/lib/requests/remove-example";
import { submitRequest } from "@/lib/requests/submit-request";
import { refusalOf } from "@/tests/support/refusal-of";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { listTenants } from "./list-tenants";
import { readInstance } from "./read-instance";
import { readTenant } from "./read-tenant";

const { requester, owner, onlooker, admin, stranger } = people;
const PATH = "acme/postgres/orders/manifest.yaml";
const ORDERS = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };
const QUERY: InstanceQuery = { q: "", state: null, sort: "name", page: 1 };
const LATER = 3_600_000;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

describe("the list of tenants", () => {
  it("says in one line how a tenant's instances are", async () => {
    const line = async () => (await listTenants(portal.deps, onlooker, { q: "", page: 1 })).lines[0];
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    expect(await line()).toMatchObject({ name: "acme", role: "view", health: "1 of 2 instances is on the way" });
    portal.clock += LATER;
    expect(await line()).toMatchObject({ instances: 2, health: "2 instances, all ready", broken: false });
  });

  it("says that status is unknown while the cluster can't be asked", async () => {
    const unreachable = { since: "2026-01-05T08:00:00Z", why: "connection refused" };
    portal.deps.cluster.state = () => Promise.resolve({ mode: "kubernetes", unreachable });
    const list = await listTenants(portal.deps, onlooker, { q: "", page: 1 });
    expect(list).toMatchObject({ unreachable, simulated: false });
    expect(list.lines[0]).toMatchObject({ health: "1 instance, status unknown", status: { state: "unknown" } });
  });

  it("has the person's requested tenants beside it, and for admins the files that are no manifests", async () => {
    await submitRequest(
      portal.deps,
      stranger,
      await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } }),
    );
    await portal.push("main", "README.md", "hello\n");
    expect((await listTenants(portal.deps, stranger, { q: "", page: 1 })).inTheMaking).toMatchObject([
      { title: "New tenant initech" },
    ]);
    expect((await listTenants(portal.deps, admin, { q: "", page: 1 })).foreign).toEqual(["README.md"]);
    expect((await listTenants(portal.deps, owner, { q: "", page: 1 })).foreign).toEqual([]);
  });

  it("finds by name", async () => {
    expect((await listTenants(portal.deps, admin, { q: "GLO", page: 1 })).lines.map(({ name }) => name)).toEqual([
      "globex",
    ]);
  });
});

describe("the page of a tenant", () => {
  it("has owners, instances, open requests, history and what the viewer may do", async () => {
    const body = await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 } });
    const { number } = await submitRequest(portal.deps, requester, body);
    const view = await readTenant(portal.deps, owner, { tenant: "acme", query: QUERY });
    expect(view).toMatchObject({
      name: "acme",
      role: "admin",
      owners: ACME_OWNERS,
      total: 1,
      openRequests: [{ number }],
      history: [{ what: "Created" }],
      problems: [],
    });
    expect(view.instances).toMatchObject([{ name: "orders", serviceTitle: "Postgres", openRequest: { number } }]);
    expect(view.can.edit.allowed).toBe(true);
    expect(view.can.remove.why).toContain("1 instance of it has to be deleted first.");
  });

  it("says why an onlooker may do nothing", async () => {
    const { can } = await readTenant(portal.deps, onlooker, { tenant: "acme", query: QUERY });
    expect(can.request.why).toContain("you need the role edit in acme; yours is view");
    expect(can.edit.why).toContain("you need the role admin in acme");
  });

  it("shows what is wrong with a file that was edited by hand", async () => {
    await portal.put("acme/manifest.yaml", { owners: ACME_OWNERS, size: "huge" });
    const { problems } = await readTenant(portal.deps, owner, { tenant: "acme", query: QUERY });
    expect(problems).toMatchObject([{ pointer: "/size" }]);
  });
});

describe("the page of an instance", () => {
  it("tells its story, its history in words, and shows its manifest as merged", async () => {
    await portal.put(PATH, { instances: 3, storage: "40Gi" });
    portal.clock += LATER;
    const view = await readInstance(portal.deps, onlooker, { target: ORDERS });
    expect(view).toMatchObject({
      releaseName: "orders-postgres",
      status: { simulated: true, story: { state: "ready" } },
    });
    expect(view.history.map(({ what }) => what)).toEqual(["instances 2 → 3, storage 20Gi → 40Gi", "Created"]);
    expect(view.manifest?.text).toBe(await portal.text(PATH));
    expect(view.live).toContain('"kind": "Postgres"');
    expect(view.can.edit.allowed).toBe(false);
  });

  it("names who asked for a change and who reviewed it in the same way", async () => {
    const body = await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 } });
    const { number } = await submitRequest(portal.deps, requester, body);
    const head = (await portal.releases.request(number))?.head ?? "";
    await mergeRequest(portal.deps, admin, { number, head, text: "", acknowledged: [] });
    const [newest] = (await readInstance(portal.deps, owner, { target: ORDERS })).history;
    expect(newest?.by).toEqual({ subject: requester.subject, name: requester.name });
    expect(newest?.reviewedBy).toEqual([{ subject: admin.subject, name: admin.name }]);
  });

  it("keeps an open request from being overtaken by another, and links to it", async () => {
    const body = await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 } });
    const { number } = await submitRequest(portal.deps, requester, body);
    const view = await readInstance(portal.deps, owner, { target: ORDERS });
    expect(view.openRequest).toMatchObject({ number });
    expect(view.can.edit.why).toContain(`Request ${number} is open for orders.`);
  });

  it("of something deleted is still there with its history, and can't be edited", async () => {
    await portal.put(PATH, null);
    const view = await readInstance(portal.deps, owner, { target: ORDERS });
    expect(view).toMatchObject({ manifest: null, can: { edit: { allowed: false, why: "orders was deleted." } } });
    expect(view.history[0]?.what).toBe("Deleted");
    expect(["deleting", "gone"]).toContain(view.status.story.state);
  });

  it("of something that never was says what is said about everything unknown", async () => {
    const { code } = await refusalOf(readInstance(portal.deps, owner, { target: { ...ORDERS, name: "never" } }));
    expect(code).toBe("not-found");
  });

  it("of a service that has left the catalogue offers no form, and says why", async () => {
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    const view = await readInstance(portal.deps, owner, { target: ORDERS });
    expect(view.can.edit).toMatchObject({ allowed: false });
    expect(view.can.edit.why).toContain("The catalogue doesn't offer Postgres any more");
    expect(view.can.remove.allowed).toBe(true);
  });

  it("is plain data", async () => {
    const view = await readInstance(portal.deps, owner, { target: ORDERS });
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });
});

describe("the example of the first start", () => {
  const withExample = async (): Promise<UseCasePortal> => {
    const manifest = (path: string, values = {}) => ({ path, content: portal.manifest(path, values) });
    const request = {
      title: "Change Postgres orders in demo",
      path: "demo/postgres/orders/manifest.yaml",
      content: portal.manifest("demo/postgres/orders/manifest.yaml", { instances: 3 }),
      by: { subject: "dev:requester", name: "requester", email: "requester@example.com" },
      groups: [],
    };
    await portal.close();
    portal = await UseCasePortal.open({
      manifests: [
        manifest("demo/manifest.yaml", { owners: ACME_OWNERS }),
        manifest("demo/postgres/orders/manifest.yaml"),
        manifest("demo/webapp/shop/manifest.yaml"),
      ],
      request,
    });
    return portal;
  };

  it("is marked wherever it shows, and goes by one action of a platform admin", async () => {
    const { deps, releases } = await withExample();
    expect(await listTenants(deps, admin, { q: "", page: 1 })).toMatchObject({
      exampleRemovable: true,
      lines: [{ name: "demo", example: true }],
    });
    expect((await readTenant(deps, owner, { tenant: "demo", query: QUERY })).example).toBe(true);
    expect((await readRequest(deps, requester, { number: 1 })).example).toBe(true);
    expect((await refusalOf(removeExample(deps, owner))).code).toBe("forbidden");

    await removeExample(deps, admin);
    expect((await releases.main()).tenants()).toEqual([]);
    expect(await listTenants(deps, admin, { q: "", page: 1 })).toMatchObject({ exampleRemovable: false, lines: [] });
    expect((await readRequest(deps, requester, { number: 1 })).state).toBe("withdrawn");
    expect((await refusalOf(removeExample(deps, admin))).code).toBe("not-found");
  });
});
