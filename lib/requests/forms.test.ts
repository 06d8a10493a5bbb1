import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Target } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import { refusalOf } from "@/tests/support/refusal-of";
import { requestsOn } from "@/tests/support/requests-made";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { openCreateForm } from "./open-create-form";
import { openDelete } from "./open-delete";
import { openEditForm } from "./open-edit-form";
import { openReviseForm } from "./open-revise-form";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, onlooker, stranger } = people;
const PATH = "acme/postgres/orders/manifest.yaml";
const ORDERS: Target = { type: "instance", tenant: "acme", service: "postgres", name: "orders" };

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const { sent, change, say } = requestsOn(() => portal);
const decline = (number: number) => say(admin, number, "decline");

describe("the form for something new", () => {
  it("offers the tenants where the person may put it", async () => {
    const { model, send } = await openCreateForm(portal.deps, requester, { service: "postgres" });
    expect(send.allowed).toBe(true);
    expect(model).toMatchObject({
      mode: "create",
      tenants: [{ name: "acme", role: "edit" }],
      start: {},
      file: null,
      target: null,
      person: "dev:requester",
      releaseSuffix: "-postgres",
      base: (await portal.releases.main()).commit,
    });
    expect(model.validatorUrl).toBe(`/api/services/postgres/validator?v=${model.schemaHash}`);
  });

  it("has a key of its own each time it is opened", async () => {
    const keys = await Promise.all([1, 2].map(() => openCreateForm(portal.deps, requester, { service: "postgres" })));
    expect(new Set(keys.map(({ model }) => model.key)).size).toBe(2);
  });

  it("chooses the tenant of the link", async () => {
    const { model } = await openCreateForm(portal.deps, requester, { service: "postgres", tenant: "acme" });
    expect(model.start).toEqual({ tenant: "acme" });
  });

  it("says what to do first to somebody without a tenant", async () => {
    const { send } = await openCreateForm(portal.deps, onlooker, { service: "postgres" });
    expect(send.why).toContain("Request a tenant first");
  });

  it("offers a tenant that the person has requested", async () => {
    const owners = [{ kind: "User", name: "dev:stranger", role: "admin" }];
    await sent(stranger, await portal.body("create", "tenant", "", "initech", { values: { owners } }));
    const { model } = await openCreateForm(portal.deps, stranger, { service: "postgres" });
    expect(model.tenants).toEqual([{ name: "initech", role: "admin" }]);
  });

  it("offers a platform admin every tenant", async () => {
    const { model } = await openCreateForm(portal.deps, admin, { service: "postgres" });
    expect(model.tenants.map(({ name }) => name)).toEqual(["acme", "globex"]);
  });

  it("starts again from the person's own declined request, and from nobody else's", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger", { values: { instances: 4 } });
    const from = await sent(requester, body);
    expect((await refusalOf(openCreateForm(portal.deps, requester, { service: "postgres", from }))).said).toBe(
      "Only a declined or withdrawn request can be started again.",
    );
    await decline(from);
    const { model } = await openCreateForm(portal.deps, requester, { service: "postgres", from });
    expect(model.start).toEqual({ tenant: "acme", name: "ledger", instances: 4 });
    expect((await refusalOf(openCreateForm(portal.deps, owner, { service: "postgres", from }))).code).toBe("forbidden");
    expect((await refusalOf(openCreateForm(portal.deps, stranger, { service: "postgres", from }))).code).toBe(
      "not-found",
    );
    expect((await refusalOf(openCreateForm(portal.deps, requester, { service: "webapp", from }))).code).toBe(
      "not-found",
    );
  });
});

describe("the form of something that is there", () => {
  it("is filled from the file on main, whose values it states", async () => {
    const { model, openRequest } = await openEditForm(portal.deps, requester, { target: ORDERS });
    expect(openRequest).toBeNull();
    expect(model).toMatchObject({
      mode: "update",
      target: ORDERS,
      start: { tenant: "acme", name: "orders", instances: 2 },
      unknownKeys: [],
      problems: [],
      revises: null,
    });
    expect(model.file?.text).toBe(await portal.text(PATH));
    expect(model.before).toEqual(model.file);
  });

  it("names keys that the schema refuses apart from everything else that is wrong", async () => {
    await portal.put(PATH, { instances: 99, old: 1 });
    const { model } = await openEditForm(portal.deps, requester, { target: ORDERS });
    expect(model.unknownKeys).toMatchObject([{ code: "unknown-key", pointer: "/old" }]);
    expect(model.problems).toMatchObject([{ pointer: "/instances" }]);
  });

  it("shows a file that can't be read, to be edited as YAML", async () => {
    await portal.put(PATH, "a: [\n");
    const { model } = await openEditForm(portal.deps, requester, { target: ORDERS });
    expect(model.file).toEqual({ text: "a: [\n", values: null });
    expect(model.problems[0]?.message).toContain("is not valid YAML");
  });

  it("says that a request is open for it, and which", async () => {
    const number = await change();
    const { openRequest, send } = await openEditForm(portal.deps, owner, { target: ORDERS });
    expect(openRequest).toMatchObject({ number, href: `/requests/${number}` });
    expect(send.why).toContain(`Request ${number} is open for this manifest.`);
  });

  it("starts again from a declined change on top of what main has now, and names where they collide", async () => {
    const from = await change({ values: { instances: 3, note: "mine" } });
    await decline(from);
    await portal.put(PATH, { instances: 5, storage: "40Gi" });
    const { model } = await openEditForm(portal.deps, requester, { target: ORDERS, from });
    expect(model.start).toEqual({ tenant: "acme", name: "orders", instances: 3, storage: "40Gi", note: "mine" });
    expect(model.problems).toMatchObject([{ code: "conflict", pointer: "/instances" }]);
  });
});

describe("the form of an open request", () => {
  it("is filled from the request, compared with main, and adds to it", async () => {
    const number = await change();
    const { model, title } = await openReviseForm(portal.deps, requester, { number });
    expect(title).toContain(`Edit request ${number}`);
    expect(model).toMatchObject({ mode: "revise", revises: number, start: { instances: 3 } });
    expect(model.before?.values).toMatchObject({ instances: 2 });
    expect(model.file?.values).toMatchObject({ instances: 3 });
  });

  it("of a deletion has nothing to edit", async () => {
    const number = await sent(owner, await portal.body("delete", "postgres", "acme", "orders"));
    const { code, said } = await refusalOf(openReviseForm(portal.deps, owner, { number }));
    expect([code, said]).toEqual([
      "forbidden",
      "A deletion has nothing to edit. Withdraw it if you changed your mind.",
    ]);
  });

  it("goes on taking out the unknown keys that it took out, when main has moved or it starts again", async () => {
    await portal.put(PATH, { instances: 2, old: 1 });
    const number = await change({ values: { instances: 3 }, remove: ["/old"] });
    await portal.push("main", PATH, portal.manifest(PATH, { instances: 4, old: 1 }));
    const { model } = await openReviseForm(portal.deps, requester, { number });
    expect(model).toMatchObject({ unknownKeys: [{ pointer: "/old" }], removed: ["/old"] });
    expect(model.start).not.toHaveProperty("old");
    const body = await portal.body("update", "postgres", "acme", "orders", {
      revises: number,
      base: model.base,
      values: { instances: 3 },
      remove: model.removed,
    });
    expect(await submitRequest(portal.deps, requester, body)).toMatchObject({ outcome: "revised" });
    await decline(number);
    const again = await openEditForm(portal.deps, requester, { target: ORDERS, from: number });
    expect(again.model).toMatchObject({ unknownKeys: [{ pointer: "/old" }], removed: ["/old"] });
    const fresh = await openEditForm(portal.deps, requester, { target: ORDERS });
    expect(fresh.model.removed).toEqual([]);
  });

  it("in conflict goes on from main's file, and sending it settles the conflict", async () => {
    const number = await change({ values: { instances: 3, note: "mine" } });
    await portal.push("main", PATH, portal.manifest(PATH, { instances: 5, storage: "40Gi" }));
    const { model } = await openReviseForm(portal.deps, requester, { number });
    expect(model.problems).toMatchObject([{ code: "conflict", pointer: "/instances" }]);
    expect(model.start).toMatchObject({ instances: 3, storage: "40Gi", note: "mine" });
    const { key, base, schemaHash } = model;
    const body = await portal.body("update", "postgres", "acme", "orders", {
      values: { ...model.start, instances: 4 },
    });
    await submitRequest(portal.deps, requester, { ...body, key, base, schemaHash, revises: number });
    const detail = await portal.releases.request(number);
    expect(detail).toMatchObject({ state: "waiting", merged: { conflict: false } });
    const merged = detail?.merged.conflict === false ? detail.merged.content : null;
    expect(parseManifest(merged ?? "").manifest?.values).toMatchObject({ instances: 4, storage: "40Gi", note: "mine" });
  });
});

describe("the page of a deletion", () => {
  it("lists what goes with an instance, as the cluster has it, and says what becomes of its data", async () => {
    portal.clock += 3_600_000;
    const page = await openDelete(portal.deps, owner, { target: ORDERS });
    expect(page).toMatchObject({ title: "Delete Postgres orders in acme", clusterAsked: true, simulated: true });
    expect(page.model.goes.length).toBeGreaterThan(0);
    expect(page.data).toContain("The volumes of orders and the data in them go with it.");
    expect(page.model.problems).toEqual([]);
  });

  it("names each object with what it is for, volumes first, and what stays behind apart from them", async () => {
    portal.clock += 3_600_000;
    const gone = await openDelete(portal.deps, owner, { target: ORDERS });
    expect(gone.model.goes.slice(0, 2)).toEqual([
      { what: "PersistentVolumeClaim orders-postgres-1", note: "a volume with data, which goes too" },
      { what: "Cluster orders-postgres", note: "runs its pods" },
    ]);
    expect(gone.model.stays).toEqual([]);
    const { objects } = serviceMade("postgres", {}, "StatefulSet");
    for (const service of portal.catalog.services)
      if (service.name === "postgres") portal.offer({ ...service, objects });
    const kept = await openDelete(portal.deps, owner, { target: ORDERS });
    expect(kept.data).toContain("The volumes of orders and the data in them stay in the cluster.");
    expect(kept.model.goes.map(({ what }) => what)).toEqual(["StatefulSet orders-postgres"]);
    expect(kept.model.stays).toEqual([
      { what: "PersistentVolumeClaim data-orders-postgres-0", note: "a volume with data, which stays" },
    ]);
  });

  it("says when the cluster can't be asked what goes with it", async () => {
    portal.deps.cluster.observe = () => Promise.resolve(null);
    expect(await openDelete(portal.deps, owner, { target: ORDERS })).toMatchObject({
      clusterAsked: false,
      model: { goes: [] },
    });
  });

  it("of a tenant names the instances that must go first", async () => {
    const page = await openDelete(portal.deps, owner, { target: { type: "tenant", tenant: "acme" } });
    expect(page.instances).toEqual([{ label: "Postgres orders", href: "/tenants/acme/postgres/orders" }]);
    expect(page.model.problems).toMatchObject([{ code: "tenant-not-empty" }]);
  });

  it("of something with an open request links to that", async () => {
    const number = await change();
    const { model } = await openDelete(portal.deps, owner, { target: ORDERS });
    expect(model.problems).toMatchObject([{ code: "request-open", link: { href: `/requests/${number}` } }]);
  });
});

describe("a default that changed since an instance was made", () => {
  const schema = (size: number) => ({ size: { type: "integer", default: size } });

  it("comes with the edit form of an instance that leaves it unsaid, and with no other form", async () => {
    portal.once.set("postgres", serviceMade("postgres", schema(1), "Cluster").schema);
    portal.offer(serviceMade("postgres", schema(2), "Cluster"));
    await portal.put(PATH, {});
    const edit = async () => (await openEditForm(portal.deps, requester, { target: ORDERS })).model.kept;
    expect(await edit()).toEqual([{ pointer: "/size", was: 1, is: 2 }]);
    await portal.put(PATH, { size: 1 });
    expect(await edit()).toEqual([]);
    expect((await openCreateForm(portal.deps, requester, { service: "postgres" })).model.kept).toEqual([]);
  });
});
