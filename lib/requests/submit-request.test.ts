import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "@/lib/domain/request";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { parseManifest } from "@/lib/manifest/manifest";
import { refusalOf } from "@/tests/support/refusal-of";
import { ACME_OWNERS, people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, stranger } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const send = (viewer: Viewer, input: SendRequest): Promise<SendAnswer> => submitRequest(portal.deps, viewer, input);
const change = (more: Partial<SendRequest> = {}) =>
  portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 }, ...more });
const numberOf = async (path: string): Promise<Request | undefined> =>
  (await portal.releases.requests()).find((request) => request.path === path && request.state === "waiting");

describe("what a sent request becomes", () => {
  it("a new instance lands at its path, on a branch, by its requester", async () => {
    const answer = await send(
      requester,
      await portal.body("create", "postgres", "acme", "ledger", { values: { instances: 3 } }),
    );
    expect(answer).toEqual({ outcome: "opened", number: answer.number, href: `/requests/${answer.number}` });
    const detail = await portal.releases.request(answer.number);
    expect(detail).toMatchObject({
      path: "acme/postgres/ledger/manifest.yaml",
      title: "New Postgres ledger in acme",
      type: "create",
      state: "waiting",
      by: { subject: "dev:requester" },
    });
    expect(parseManifest(detail?.after ?? "").manifest?.values).toEqual({
      tenant: "acme",
      name: "ledger",
      instances: 3,
    });
  });

  it("anyone signed in may ask for a tenant", async () => {
    const values = { owners: [{ kind: "User", name: "dev:stranger", role: "admin" }] };
    const { number } = await send(stranger, await portal.body("create", "tenant", "", "initech", { values }));
    expect(await portal.releases.request(number)).toMatchObject({
      path: "initech/manifest.yaml",
      title: "New tenant initech",
    });
  });

  it("something for a tenant that the person has requested can be requested before the tenant is there", async () => {
    const values = { owners: [{ kind: "User", name: "dev:stranger", role: "admin" }] };
    await send(stranger, await portal.body("create", "tenant", "", "initech", { values }));
    expect((await send(stranger, await portal.body("create", "webapp", "initech", "shop"))).outcome).toBe("opened");
  });

  it("an edit changes the lines of what was changed and no others", async () => {
    const file = portal
      .manifest(ORDERS, { instances: 2 })
      .replace("instances: 2", "# as many as zones\n    instances: 2 # two");
    await portal.put(ORDERS, file);
    const { number } = await send(requester, await change());
    expect((await portal.releases.request(number))?.after).toBe(file.replace("instances: 2", "instances: 3"));
  });

  it("a hand-written file is taken as it was written", async () => {
    const text = `# mine\n${portal.manifest(ORDERS, { instances: 4 })}`;
    const { number } = await send(requester, await change({ text }));
    expect((await portal.releases.request(number))?.after).toBe(text);
  });

  it("a deletion takes the file away", async () => {
    const { number } = await send(owner, await portal.body("delete", "postgres", "acme", "orders"));
    expect(await portal.releases.request(number)).toMatchObject({ type: "delete", after: null });
  });

  it.each(["a\nspec: {}", "---\nkind: Secret", "{{ .Values.x }}", "*a", "&a b", "\"'", "yes", "0755", "- a: b #c"])(
    "%j in a field stays a text in a field",
    async (note) => {
      const { number } = await send(
        requester,
        await portal.body("create", "postgres", "acme", "ledger", { values: { note } }),
      );
      const { manifest, problems } = parseManifest((await portal.releases.request(number))?.after ?? "");
      expect(problems).toEqual([]);
      expect(manifest?.values).toEqual({ tenant: "acme", name: "ledger", note });
    },
  );
});

describe("sending again", () => {
  it("the same form twice is one request", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    expect(await send(requester, body)).toEqual({ ...first, outcome: "same" });
  });

  it("the same form with other values adds to its request and says so", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    expect(await send(requester, { ...body, values: { ...body.values, instances: 2 } })).toEqual({
      ...first,
      outcome: "revised",
    });
  });

  it("a form that is sent again after its request was merged is still that request", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger");
    const first = await send(requester, body);
    const detail = await portal.releases.request(first.number);
    const main = (await portal.releases.main()).commit;
    await portal.releases.merge(first.number, { head: detail?.head ?? "", main, by: admin, text: "" });
    expect(await send(requester, body)).toEqual({ ...first, outcome: "same" });
  });

  it("another request for the same path is refused with a link to the open one", async () => {
    const { number } = await send(requester, await change());
    const { code, said, error } = await refusalOf(send(owner, await change()));
    expect(code).toBe("conflict");
    expect(said).toContain(`Request ${number} is open for the same manifest.`);
    expect(error.problems[0]?.link?.href).toBe(`/requests/${number}`);
  });

  it("another person's request for a tenant of the same name is not shown to somebody who may not see it", async () => {
    await send(owner, await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } }));
    const { said, error } = await refusalOf(
      send(stranger, await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } })),
    );
    expect(said).toContain("Somebody has sent a request for the same name already.");
    expect(error.problems[0]?.link).toBeUndefined();
  });
});

describe("revising", () => {
  it("an edited request gets a commit with the new content", async () => {
    const { number } = await send(requester, await change());
    const again = await send(requester, await change({ revises: number, values: { instances: 5 } }));
    expect(again).toEqual({ outcome: "revised", number, href: `/requests/${number}` });
    expect((await portal.releases.request(number))?.after).toContain("instances: 5");
  });

  it("only the requester revises", async () => {
    const { number } = await send(requester, await change());
    const { code, said } = await refusalOf(send(owner, await change({ revises: number, values: { instances: 5 } })));
    expect(code).toBe("forbidden");
    expect(said).toBe(`Only requester, who sent request ${number}, can edit it.`);
  });

  it("an ended request can't be revised", async () => {
    const { number } = await send(requester, await change());
    const head = (await portal.releases.request(number))?.head ?? "";
    await portal.releases.remark(number, { type: "declined", head, text: "no", by: admin });
    const { code, said } = await refusalOf(send(requester, await change({ revises: number })));
    expect(code).toBe("conflict");
    expect(said).toContain(`Request ${number} was declined meanwhile`);
  });

  it("a request can't be turned into one about something else", async () => {
    const { number } = await send(requester, await change());
    const body = await portal.body("create", "postgres", "acme", "ledger", { revises: number });
    expect((await refusalOf(send(requester, body))).code).toBe("not-found");
  });
});

describe("what is refused before anything is written", () => {
  const refusedWith = async (viewer: Viewer, body: SendRequest, code: string, sentence: string) => {
    const before = await portal.releases.version();
    const refusal = await refusalOf(send(viewer, body));
    expect(refusal.said).toContain(sentence);
    expect(refusal.code).toBe(code);
    expect(await portal.releases.version()).toBe(before);
    return refusal.error;
  };

  it("values that the schema refuses, all at once and each at its field", async () => {
    const body = await portal.body("create", "postgres", "acme", "ledger", {
      values: { instances: 9, storage: "much" },
    });
    const error = await refusedWith(requester, body, "invalid", "2 things have to change before this can be sent.");
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(["/instances", "/storage"]);
  });

  it("a form whose schema changed since it was opened", async () => {
    const body = await change();
    portal.catalog.services = portal.catalog.services.map((service) =>
      service.name === "postgres" ? { ...service, schemaHash: "other" } : service,
    );
    const error = await refusedWith(
      requester,
      body,
      "conflict",
      "The form of Postgres has changed since it was opened.",
    );
    expect(error.problems[0]?.code).toBe("schema-changed");
  });

  it("an unknown service", async () => {
    await refusedWith(
      requester,
      await portal.body("create", "oracle", "acme", "x"),
      "not-found",
      "There is no such service.",
    );
  });

  it("an instance that is already there", async () => {
    const body = await portal.body("create", "postgres", "acme", "orders");
    await refusedWith(requester, body, "conflict", "acme already has a Postgres called orders.");
  });

  it("a tenant that is already there", async () => {
    const body = await portal.body("create", "tenant", "", "globex", { values: { owners: ACME_OWNERS } });
    await refusedWith(stranger, body, "conflict", "There is already a tenant globex.");
  });

  it("a name that the cluster has although Git doesn't", async () => {
    portal.deps.cluster.exists = () => Promise.resolve(true);
    const body = await portal.body("create", "postgres", "acme", "ledger");
    await refusedWith(requester, body, "conflict", "The cluster already has ledger-postgres in acme");
  });

  it("a computed name that another instance has", async () => {
    await portal.put("acme/cache/orders-big/manifest.yaml", {});
    const body = await portal.body("create", "big-cache", "acme", "orders");
    await refusedWith(requester, body, "conflict", "In the cluster it would be called orders-big-cache");
  });

  it("a computed name that an open request would make", async () => {
    await send(requester, await portal.body("create", "cache", "acme", "orders-big"));
    const body = await portal.body("create", "big-cache", "acme", "orders");
    await refusedWith(requester, body, "conflict", "that was requested before");
  });

  it("the same computed name in another tenant is no collision", async () => {
    await portal.put("globex/cache/orders-big/manifest.yaml", {});
    expect((await send(requester, await portal.body("create", "big-cache", "acme", "orders"))).outcome).toBe("opened");
  });

  it("a computed name above 50 characters", async () => {
    const body = await portal.body("create", "postgres", "acme", "a".repeat(42));
    await refusedWith(requester, body, "invalid", "which is 51 characters; at most 50 fit. Shorten it by 1.");
  });

  it.each(["default", "kube-system", "kube-anything", "control"])("the reserved tenant %s", async (name) => {
    const body = await portal.body("create", "tenant", "", name, { values: { owners: ACME_OWNERS } });
    await refusedWith(stranger, body, "invalid", `${name} is reserved for the platform.`);
  });

  it.each(["../escape", "a/b", "A", "-a", "a.b", "", "a\nb", "__proto__"])(
    "the name %j, which is no path segment",
    async (name) => {
      await refusedWith(
        requester,
        await portal.body("create", "postgres", "acme", name),
        "invalid",
        "Use lower-case letters",
      );
    },
  );

  it.each(["../globex", "acme/..", "globex", "missing", "", "acme\n"])(
    "the tenant %j, which isn't the person's",
    async (tenant) => {
      await refusedWith(
        requester,
        await portal.body("create", "postgres", tenant, "x"),
        "not-found",
        "There is nothing here",
      );
    },
  );

  it("a platform admin's instance in a tenant that doesn't exist", async () => {
    const body = await portal.body("create", "postgres", "missing", "x");
    await refusedWith(admin, body, "invalid", "There is no tenant missing.");
  });

  it("a file whose names say something else than its path", async () => {
    const text = portal.manifest("globex/postgres/orders/manifest.yaml", { instances: 3 });
    await refusedWith(requester, await change({ text }), "invalid", "says acme");
  });

  it("values whose names say something else than the address", async () => {
    const body = await change({ values: { instances: 3, tenant: "globex" } });
    await refusedWith(requester, body, "invalid", "spec.values.tenant");
  });

  it("two documents in one file", async () => {
    const text = `${portal.manifest(ORDERS, { instances: 3 })}---\nkind: Secret\n`;
    await refusedWith(requester, await change({ text }), "invalid", "The file holds 2 documents.");
  });

  it("an edit that changes nothing", async () => {
    const body = await change({ values: { instances: 2 } });
    await refusedWith(requester, body, "invalid", "Nothing differs from what is there already");
  });

  it("an edit of something that isn't there", async () => {
    const body = await portal.body("update", "postgres", "acme", "nothing");
    await refusedWith(requester, body, "not-found", "There is no such manifest on main.");
  });

  it("a base that main never had", async () => {
    await refusedWith(requester, await change({ base: "0".repeat(40) }), "conflict", "main doesn't have");
  });

  it("a deletion without its name typed", async () => {
    const body = await portal.body("delete", "postgres", "acme", "orders", { confirm: "Orders" });
    await refusedWith(owner, body, "invalid", "Type orders exactly as it is written");
  });

  it("a deletion of something that has changed since its page was opened", async () => {
    const body = await portal.body("delete", "postgres", "acme", "orders");
    await portal.put(ORDERS, { instances: 5 });
    await refusedWith(owner, body, "conflict", "has changed since this page was opened");
  });

  it("the deletion of a tenant that still has instances, naming them", async () => {
    const error = await refusedWith(
      owner,
      await portal.body("delete", "tenant", "acme", "acme"),
      "invalid",
      "acme still has the Postgres orders. Delete it first.",
    );
    expect(error.problems[0]?.link?.href).toBe("/tenants/acme/postgres/orders");
  });

  it("the deletion of a tenant for which something new is requested", async () => {
    await portal.put(ORDERS, null);
    await send(requester, await portal.body("create", "webapp", "acme", "shop"));
    await refusedWith(
      owner,
      await portal.body("delete", "tenant", "acme", "acme"),
      "invalid",
      "asks for something new in acme",
    );
  });

  it("the form's single values for a file that is no manifest", async () => {
    await portal.put(ORDERS, "not: [a manifest\n");
    await refusedWith(requester, await change(), "invalid", "Edit it as YAML.");
  });
});

describe("keys that the schema refuses", () => {
  beforeEach(() => portal.put(ORDERS, { instances: 2, old: "x" }));

  it("are named, not dropped, when they are merely missing from what was sent", async () => {
    const { said, error } = await refusalOf(send(requester, await change()));
    expect(said).toContain("old");
    expect(error.problems[0]).toMatchObject({ code: "unknown-key", pointer: "/old" });
  });

  it("go when the person asks for it, and with them nothing else", async () => {
    const values = { instances: 2, old: "x" };
    const { number } = await send(requester, await change({ values, remove: ["/old"] }));
    const detail = await portal.releases.request(number);
    expect(parseManifest(detail?.after ?? "").manifest?.values).toEqual({
      tenant: "acme",
      name: "orders",
      instances: 2,
    });
  });

  it("a key that the schema knows isn't removed by asking for its removal", async () => {
    const values = { instances: 3, old: "x" };
    const { number } = await send(requester, await change({ values, remove: ["/old", "/instances"] }));
    expect((await portal.releases.request(number))?.after).toContain("instances: 3");
  });
});

describe("main has moved since the form was opened", () => {
  it("in another value: both changes are in the request", async () => {
    const body = await change();
    await portal.put(ORDERS, { instances: 2, storage: "40Gi" });
    const { number } = await send(requester, body);
    const detail = await portal.releases.request(number);
    expect(detail?.merged).toMatchObject({ conflict: false });
    expect(parseManifest(detail?.after ?? "").manifest?.values).toMatchObject({ instances: 3, storage: "40Gi" });
  });

  it("in the same value: the conflict is named at its field and nothing is overwritten", async () => {
    const body = await change();
    await portal.put(ORDERS, { instances: 4 });
    const { code, said, error } = await refusalOf(send(requester, body));
    expect(code).toBe("conflict");
    expect(said).toContain("Main has 4 now; it was 2 when this was started, and you have 3.");
    expect(error.problems[0]).toMatchObject({ code: "conflict", pointer: "/instances", label: "Instances" });
    expect(await numberOf(ORDERS)).toBeUndefined();
  });

  it("by a deletion: the edit is refused", async () => {
    const body = await change();
    await portal.put(ORDERS, null);
    const { code, said } = await refusalOf(send(requester, body));
    expect(code).toBe("conflict");
    expect(said).toContain("somebody deleted it while you were working");
  });

  it("in another file: the request is as it would have been", async () => {
    const body = await change();
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    expect((await send(requester, body)).outcome).toBe("opened");
  });
});

describe("a chart that changes between opening and sending", () => {
  it("lets a deletion through even when the chart has left the catalogue", async () => {
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    expect((await send(owner, await portal.body("delete", "postgres", "acme", "orders"))).outcome).toBe("opened");
  });

  it("judges by the new schema once the form was opened anew", async () => {
    const stricter = serviceMade("postgres", { tenant: { type: "string" }, name: { type: "string" } }, "Cluster");
    portal.catalog.services = portal.catalog.services.map((service) =>
      service.name === "postgres" ? stricter : service,
    );
    const { said } = await refusalOf(send(requester, await change()));
    expect(said).toContain("instances");
  });
});
