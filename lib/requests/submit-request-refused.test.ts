import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SendAnswer, SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { refusalOf } from "@/tests/support/refusal-of";
import { ordersChange } from "@/tests/support/requests-made";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, stranger } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const send = (viewer: Viewer, input: SendRequest): Promise<SendAnswer> => submitRequest(portal.deps, viewer, input);
const change = (more?: Partial<SendRequest>) => ordersChange(portal, more);

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

  it("a form that somebody else opened in this browser", async () => {
    const error = await refusedWith(
      admin,
      await change({ person: requester.subject }),
      "conflict",
      `You are signed in as ${admin.subject} now, but this form was opened by ${requester.subject}.`,
    );
    expect(error.problems[0]?.code).toBe("other-person");
    expect((await send(requester, await change({ person: requester.subject }))).outcome).toBe("opened");
  });

  it("an unknown service", async () => {
    await refusedWith(
      requester,
      await portal.body("create", "oracle", "acme", "x"),
      "not-found",
      "There is no such service.",
    );
  });

  it("a service whose chart can't be used right now", async () => {
    const body = await portal.body("create", "postgres", "acme", "x");
    portal.catalog.services = portal.catalog.services.filter(({ name }) => name !== "postgres");
    const file = "charts/postgres/values.schema.json";
    portal.catalog.problems.push({ file, pointer: "", message: "It is not JSON.", fix: "Mend it." });
    await refusedWith(requester, body, "unavailable", "Nothing can be asked of Postgres right now");
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
