import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChartObject } from "@/lib/domain/chart-object";
import type { JsonObject } from "@/lib/domain/json";
import { pathOf } from "@/lib/domain/path";
import type { Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { readInstance } from "@/lib/tenants/read-instance";
import { refusalOf } from "@/tests/support/refusal-of";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { checkName } from "./check-name";
import { mergeRequest } from "./merge-request";
import { openDelete } from "./open-delete";
import { openEditForm } from "./open-edit-form";
import { readVersion } from "./read-version";
import { submitRequest } from "./submit-request";

const { owner, requester, admin } = people;
const text: JsonObject = { type: "string" };
const part = (service: string, resource: string, properties: JsonObject): JsonObject => ({
  "x-child": { service, resource },
  type: "object",
  properties,
});
const made = (kind: string, alias: string): ChartObject => ({
  apiVersion: "services.example.org/v1alpha1",
  kind,
  name: `<values/name>-${alias}`,
  when: [],
  replicas: [],
  claims: [],
  claimsWhenDeleted: [],
  offers: [],
  kept: false,
});
/** A web app with a database of its own. */
const STACK: Service = {
  ...serviceMade(
    "stack",
    {
      tenant: text,
      name: text,
      web: part("webapp", "webapps", { image: { type: "string", default: "nginx" } }),
      database: part("postgres", "postgres", { instances: { type: "integer", default: 1 } }),
    },
    "",
  ),
  objects: [made("Webapp", "web"), made("Postgres", "database")],
};
const at = (service: string, name: string) => ({ type: "instance", tenant: "acme", service, name }) as const;
const shop = at("stack", "shop");
const SHOP = pathOf(shop);

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.catalog.services.push(STACK);
});
afterEach(() => portal.close());

/** Seconds from a merge after which nothing moves any more. */
const LONG = 60;
/** As many looks at a page take that long: each moves the clock. */
const LOOKS = 12;
const pass = (seconds: number) => {
  portal.clock += seconds * 1000;
};
const create = async (target: Extract<Target, { type: "instance" }>) =>
  submitRequest(portal.deps, requester, await portal.body("create", target.service, target.tenant, target.name));
const refused = async (asked: Promise<unknown>): Promise<string[]> => {
  const { code, error } = await refusalOf(asked);
  return [code, ...error.problems.map(({ message }) => message)];
};

describe("the names of a composite's children", () => {
  it("are taken: nobody can request an instance of such a name", async () => {
    await portal.put(SHOP, {});
    const sentence =
      "In the cluster it would be called shop-database-postgres, like a part of the Stack shop that is already there. Choose another name.";
    expect(await refused(create(at("postgres", "shop-database")))).toEqual(["conflict", sentence]);
    const asked = { service: "postgres", tenant: "acme", name: "shop-database" };
    expect((await checkName(portal.deps, requester, asked)).problems.map(({ message }) => message)).toEqual([sentence]);
    expect((await create(at("postgres", "shop"))).outcome).toBe("opened");
  });

  it("must be free before there is a composite, on main, in open requests and in the cluster", async () => {
    await portal.put("acme/webapp/shop-web/manifest.yaml", {});
    expect(await refused(create(shop))).toEqual([
      "conflict",
      "In the cluster its part Webapp shop-web would be called shop-web-webapp, like the Webapp shop-web that is already there. Choose another name.",
    ]);
    await create(at("postgres", "till-database"));
    expect((await refused(create(at("stack", "till"))))[1]).toContain(
      "its part Postgres till-database would be called till-database-postgres, like the Postgres till-database that was requested before",
    );
    portal.deps.cluster.exists = (target) => Promise.resolve(pathOf(target) === "acme/webapp/desk-web/manifest.yaml");
    expect((await refused(create(at("stack", "desk"))))[1]).toContain(
      "The cluster already has desk-web-webapp in acme",
    );
  });

  it("are judged again at the merge, where the earlier of two requests goes on", async () => {
    const { number: composite } = await create(shop);
    // Sent past the portal: it would have refused.
    portal.catalog.services = portal.catalog.services.filter((service) => service !== STACK);
    const { number: single } = await create(at("webapp", "shop-web"));
    portal.catalog.services.push(STACK);
    const merge = async (number: number) => {
      const head = (await portal.releases.request(number))?.head ?? "";
      return mergeRequest(portal.deps, admin, { number, head, text: "" });
    };
    expect((await refused(merge(single)))[1]).toContain("like a part of the Stack shop that was requested before");
    await merge(composite);
    expect((await refused(merge(single)))[1]).toContain("like a part of the Stack shop that is already there");
  });

  it("must fit: the longest of them bounds the composite's own", async () => {
    const [code, message = ""] = await refused(create(at("stack", "a".repeat(33))));
    expect(code).toBe("invalid");
    expect(message).toContain("-database-postgres in the cluster, which is 51 characters; at most 50 fit.");
  });
});

describe("a composite in the cluster", () => {
  const view = () => readInstance(portal.deps, owner, { target: shop });

  it("shows its children with what they consist of, and is ready only when they are", async () => {
    await portal.put(SHOP, { database: { instances: 3 } });
    const seen: string[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const { status, children } = await view();
      const states = children.map((child) => child.status.state);
      if (status.story.state === "ready") expect(states).toEqual(["ready", "ready"]);
      seen.push(`${states.join(" ")}: ${status.story.state}`);
    }
    expect([seen[0], seen.at(-1)]).toEqual(["progressing progressing: progressing", "ready ready: ready"]);
    const { children, status } = await view();
    expect(children.map(({ name, service, releaseName }) => [name, service.title, releaseName])).toEqual([
      ["shop-web", "Webapp", "shop-web-webapp"],
      ["shop-database", "Postgres", "shop-database-postgres"],
    ]);
    expect(children.map(({ objects }) => objects[0])).toEqual([
      expect.objectContaining({ kind: "Deployment", name: "shop-web-webapp" }),
      expect.objectContaining({ kind: "Cluster", name: "shop-database-postgres" }),
    ]);
    expect(status.story.objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "Webapp shop-web",
      "Postgres shop-database",
    ]);
  });

  it("waits with its children for a change that no cluster takes", async () => {
    await portal.put(SHOP, { database: { instances: "many" } });
    pass(LONG);
    const { status, children } = await view();
    expect(status.story.state).toBe("broken");
    expect(children.map((child) => child.status)).toEqual([
      expect.objectContaining({ sentence: expect.stringContaining("its composite makes it") as string }),
      expect.objectContaining({ state: "progressing" }),
    ]);
  });

  it("has no page, form or deletion for a child of its own", async () => {
    await portal.put(SHOP, {});
    const target = at("postgres", "shop-database");
    for (const open of [readInstance, openEditForm, openDelete])
      expect((await refusalOf(open(portal.deps, owner, { target }))).code).toBe("not-found");
  });

  it("goes with its children, which the deletion names with everything that goes", async () => {
    await portal.put(SHOP, {});
    pass(LONG);
    const { model } = await openDelete(portal.deps, owner, { target: shop });
    expect(model.goes.map(({ what, note }) => `${what}: ${note}`)).toEqual(
      expect.arrayContaining([
        "Webapp shop-web: a child, with everything that it consists of",
        "Postgres shop-database: a child, with everything that it consists of",
        "Cluster shop-database-postgres: runs its pods",
        "PersistentVolumeClaim shop-database-postgres-1: a volume with data, which goes too",
        "Deployment shop-web-webapp: runs its pods",
      ]),
    );
    await portal.put(SHOP, null);
    const seen = new Set<string>();
    for (let look = 0; look < LOOKS; look++) {
      const { status, children } = await view();
      const states = children.map((child) => child.status.state);
      if (status.story.state === "gone") expect(states).toEqual(["gone", "gone"]);
      seen.add(status.story.state);
    }
    expect([...seen]).toEqual(["deleting", "gone"]);
    expect((await create(at("postgres", "shop-database"))).outcome).toBe("opened");
  });

  it("gives its page another version whenever a child's state changes", async () => {
    await portal.put(SHOP, {});
    const page = "/tenants/acme/stack/shop";
    const before = await readVersion(portal.deps, owner, { page });
    pass(LONG);
    expect(await readVersion(portal.deps, owner, { page })).not.toBe(before);
  });
});
