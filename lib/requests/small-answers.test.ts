import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { requestsOn } from "@/tests/support/requests-made";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { checkName } from "./check-name";
import { readCatalogue } from "./read-catalogue";
import { readValidator } from "./read-validator";
import { readVersion } from "./read-version";

const { requester, admin, onlooker, stranger } = people;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const { change, create } = requestsOn(() => portal);
const LATER = 3_600_000;

describe("the catalogue", () => {
  it("counts what the viewer's own tenants have", async () => {
    const cards = async (viewer: Viewer) => {
      const view = await readCatalogue(portal.deps, viewer);
      return Object.fromEntries(view.cards.map(({ service, countText }) => [service, countText]));
    };
    expect(await cards(onlooker)).toMatchObject({ tenant: "1 is yours", postgres: "1 in your tenants", webapp: "" });
    expect(await cards(stranger)).toMatchObject({ tenant: "", postgres: "" });
  });

  it("tells admins alone what is wrong with charts, and a newcomer that a tenant comes first", async () => {
    const problem = { file: "charts/x/values.schema.json", pointer: "", message: "It is not JSON.", fix: "Mend it." };
    portal.catalog.problems = [problem];
    expect(await readCatalogue(portal.deps, admin)).toMatchObject({ problems: [problem], newcomer: false });
    const view = await readCatalogue(portal.deps, stranger);
    expect(view).toMatchObject({ problems: [], newcomer: true });
    expect(view.cards.filter(({ requestable }) => requestable).map(({ service }) => service)).toEqual(["tenant"]);
  });
});

describe("a name while it is typed", () => {
  const check = (name: string, service = "postgres") =>
    checkName(portal.deps, requester, { service, tenant: "acme", name });

  it("is free, and what it becomes", async () => {
    expect(await check("ledger")).toEqual({ releaseName: "ledger-postgres", problems: [], clusterAsked: true });
  });

  it("is taken on main, in an open request or in the cluster", async () => {
    expect((await check("orders")).problems).toMatchObject([{ code: "name-taken", pointer: "/name" }]);
    const number = await create("shop");
    expect((await check("shop", "webapp")).problems).toMatchObject([
      { code: "request-open", link: { href: `/requests/${number}` } },
    ]);
    portal.deps.cluster.exists = () => Promise.resolve(true);
    expect((await check("ledger")).problems).toMatchObject([{ code: "name-taken" }]);
  });

  it("says when the cluster can't be asked", async () => {
    portal.deps.cluster.exists = () => Promise.resolve(null);
    expect(await check("ledger")).toMatchObject({ problems: [], clusterAsked: false });
  });
});

describe("the version of a page", () => {
  const version = (viewer: Viewer, page: string) => readVersion(portal.deps, viewer, { page });

  it("changes with main and with requests", async () => {
    const before = await version(requester, "/requests");
    await change();
    expect(await version(requester, "/requests")).not.toBe(before);
  });

  it("of an instance changes with its status, for those who may see it", async () => {
    const page = "/tenants/acme/webapp/shop";
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    const [mine, foreign] = [await version(onlooker, page), await version(stranger, page)];
    portal.clock += LATER;
    expect(await version(onlooker, page)).not.toBe(mine);
    expect(await version(stranger, page)).toBe(foreign);
  });

  it("of the platform's health changes when the cluster is lost, for platform admins", async () => {
    const [mine, others] = [await version(admin, "/admin/health"), await version(onlooker, "/admin/health")];
    const unreachable = { since: "2026-01-05T08:00:00Z", why: "connection refused" };
    portal.deps.cluster.state = () => Promise.resolve({ mode: "kubernetes", unreachable });
    expect(await version(admin, "/admin/health")).not.toBe(mine);
    expect(await version(onlooker, "/admin/health")).toBe(others);
  });

  it("of all instances changes with the status of any, for platform admins", async () => {
    await portal.put("acme/webapp/shop/manifest.yaml", {});
    const [mine, others] = [await version(admin, "/admin/instances"), await version(onlooker, "/admin/instances")];
    portal.clock += LATER;
    expect(await version(admin, "/admin/instances")).not.toBe(mine);
    expect(await version(onlooker, "/admin/instances")).toBe(others);
  });

  it.each(["", "/", "/tenants", "/tenants/../x", "/requests/x", "https://evil", "/tenants/acme/%2e%2e/x"])(
    "of %j is that of the portal",
    async (page) => {
      expect(await version(stranger, page)).toBe(await portal.releases.version());
    },
  );
});

describe("the compiled validator", () => {
  it("is one module for each schema, and only for today's", async () => {
    const schemaHash = portal.catalog.services.find(({ name }) => name === "postgres")?.schemaHash ?? "";
    const source = await readValidator(portal.deps, { service: "postgres", schemaHash });
    expect(source).toContain("export default");
    expect(await readValidator(portal.deps, { service: "postgres", schemaHash })).toBe(source);
    for (const input of [
      { service: "postgres", schemaHash: "old" },
      { service: "tenant", schemaHash },
      { service: "none", schemaHash },
    ])
      await expect(readValidator(portal.deps, input)).rejects.toMatchObject({ code: "not-found" });
  });
});
