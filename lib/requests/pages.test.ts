import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withSeen } from "@/lib/domain/seen";
import type { SendRequest } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import { ACME_OWNERS, people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { checkName } from "./check-name";
import { listRequests } from "./list-requests";
import { mergeRequest } from "./merge-request";
import { readAttention } from "./read-attention";
import { readCatalogue } from "./read-catalogue";
import { readRequest } from "./read-request";
import { readValidator } from "./read-validator";
import { readVersion } from "./read-version";
import { remarkOnRequest } from "./remark-on-request";
import { reviewQueue } from "./review-queue";
import { submitRequest } from "./submit-request";

const { requester, owner, admin, onlooker, stranger, colleague } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const sent = async (viewer: Viewer, body: SendRequest) => (await submitRequest(portal.deps, viewer, body)).number;
const change = async (more: Partial<SendRequest> = {}) =>
  sent(requester, await portal.body("update", "postgres", "acme", "orders", { values: { instances: 3 }, ...more }));
const create = async (name: string, viewer = requester) =>
  sent(viewer, await portal.body("create", "webapp", "acme", name));
const headOf = async (number: number) => (await portal.releases.request(number))?.head ?? "";
const merge = async (number: number, acknowledged: string[] = []) =>
  mergeRequest(portal.deps, admin, { number, head: await headOf(number), text: "", acknowledged });
const say = async (
  viewer: Viewer,
  number: number,
  type: "comment" | "ask-changes" | "approve" | "decline" | "withdraw",
) => remarkOnRequest(portal.deps, viewer, { number, type, head: await headOf(number), text: "because" });
const LATER = 3_600_000;

describe("the page of a request", () => {
  it("shows what changes, in lines and in words, and where it stands", async () => {
    const number = await change();
    const view = await readRequest(portal.deps, requester, { number });
    expect(view).toMatchObject({
      title: "Change Postgres orders in acme",
      change: "instances 2 → 3",
      state: "waiting",
      mine: true,
      problems: [],
      flags: [],
      status: null,
    });
    expect(view.diff.flatMap(({ lines }) => lines.filter(({ kind }) => kind !== "same"))).toEqual([
      { kind: "remove", text: "    instances: 2" },
      { kind: "add", text: "    instances: 3" },
    ]);
    expect(view.timeline.map(({ title }) => title)).toEqual([
      "Requested",
      "Checks passed",
      "Waiting for the platform team",
      "Then: merged, deployed, ready",
    ]);
  });

  it("is plain data without anybody's e-mail address", async () => {
    const view = await readRequest(portal.deps, owner, { number: await change() });
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(JSON.stringify(view)).not.toContain("@example.com");
  });

  it("says to each who may do what, and why not", async () => {
    const number = await change();
    const can = async (viewer: Viewer) => {
      const { can: rights } = await readRequest(portal.deps, viewer, { number });
      return Object.entries(rights).flatMap(([name, { allowed }]) => (allowed ? [name] : []));
    };
    expect(await can(requester)).toEqual(["edit", "withdraw", "comment"]);
    expect(await can(onlooker)).toEqual(["comment"]);
    expect(await can(admin)).toEqual(["comment", "decide", "merge"]);
    await say(admin, number, "decline");
    expect(await can(requester)).toEqual(["comment", "restart"]);
    expect((await readRequest(portal.deps, requester, { number })).links.restart).toBe(
      `/tenants/acme/postgres/orders/edit?from=${number}`,
    );
  });

  it("compares with main as it is now", async () => {
    const number = await change();
    const before = (await readRequest(portal.deps, requester, { number })).diff;
    await portal.push("main", ORDERS, `# from main\n${portal.manifest(ORDERS, { instances: 2 })}`);
    const { diff } = await readRequest(portal.deps, requester, { number });
    expect(diff).toEqual(before.map((hunk) => ({ ...hunk, oldStart: hunk.oldStart + 1, newStart: hunk.newStart + 1 })));
  });

  it("names the failing checks to everybody and keeps admins from merging", async () => {
    const number = await change();
    const strict = serviceMade(
      "postgres",
      {
        tenant: { type: "string" },
        name: { type: "string" },
        instances: { title: "Instances", type: "integer", maximum: 2 },
      },
      "Cluster",
    );
    portal.catalog.services = portal.catalog.services.map((service) =>
      service.name === "postgres" ? strict : service,
    );
    const view = await readRequest(portal.deps, admin, { number });
    expect(view.problems).toMatchObject([{ pointer: "/instances" }]);
    expect(view.can.merge).toEqual({
      allowed: false,
      why: "A check fails. The requester has to edit the request first.",
    });
    expect(view.timeline.map(({ title }) => title)).toContain("A check fails");
  });

  it("names a conflict with main at its value", async () => {
    const number = await change();
    await portal.push("main", ORDERS, portal.manifest(ORDERS, { instances: 5 }));
    const view = await readRequest(portal.deps, admin, { number });
    expect(view.state).toBe("in-conflict");
    expect(view.problems).toMatchObject([{ code: "conflict", pointer: "/instances" }]);
    expect(view.can.merge.allowed).toBe(false);
  });

  it("names files beside its own that somebody pushed to its branch", async () => {
    const number = await change();
    await portal.push(number, "globex/manifest.yaml", "taken: over\n");
    const view = await readRequest(portal.deps, admin, { number });
    expect(view.flags.map(({ code }) => code)).toEqual(["hand-edited"]);
    expect(view.problems[0]?.message).toContain("The branch also changes globex/manifest.yaml");
  });

  it("goes on to the instance's readiness after the merge, and keeps what it changed", async () => {
    const number = await change();
    await merge(number);
    const soon = await readRequest(portal.deps, requester, { number });
    expect(soon).toMatchObject({ state: "merged", change: "instances 2 → 3", before: "before-merge" });
    expect(soon.status).toMatchObject({ simulated: true, story: { state: "progressing" } });
    portal.clock += LATER;
    const later = await readRequest(portal.deps, requester, { number });
    expect(later.status?.story.state).toBe("ready");
    expect(later.timeline.at(-1)).toMatchObject({ type: "deployed", state: "ok" });
  });

  it("says how long it usually takes once three were merged", async () => {
    for (const name of ["one", "two", "three"]) {
      const number = await create(name);
      portal.clock += 2 * 3_600_000;
      await merge(number);
    }
    const view = await readRequest(portal.deps, requester, { number: await change() });
    expect(view.typicalWait?.of).toBeGreaterThanOrEqual(3);
    expect(view.timeline.find(({ type }) => type === "awaiting")?.note).toMatch(/^usually \d+ (minute|hour)s?$/);
  });
});

describe("the list of requests", () => {
  it("has one's own and those of one's tenants, newest first, by filter and search", async () => {
    const [first, second] = [await create("one"), await create("two", owner)];
    await sent(stranger, await portal.body("create", "tenant", "", "initech", { values: { owners: ACME_OWNERS } }));
    await say(requester, first, "withdraw");
    const numbers = async (viewer: Viewer, filter: "open" | "mine" | "ended" | "all", q = "") =>
      (await listRequests(portal.deps, viewer, { filter, q, page: 1 })).lines
        .filter(({ by }) => by.name !== "hand")
        .map(({ title }) => title);
    expect(await numbers(onlooker, "open")).toEqual(["New Webapp two in acme"]);
    expect(await numbers(requester, "mine")).toEqual(["New Webapp one in acme"]);
    expect(await numbers(owner, "ended")).toEqual(["New Webapp one in acme"]);
    expect(await numbers(stranger, "all")).toEqual(["New tenant initech"]);
    expect(await numbers(admin, "open")).toEqual(["New tenant initech", "New Webapp two in acme"]);
    expect(await numbers(admin, "open", "TWO webapp")).toEqual(["New Webapp two in acme"]);
    expect(await numbers(admin, "all", `#${second}`)).toEqual(["New Webapp two in acme"]);
  });

  it("a page that doesn't exist is the nearest one that does", async () => {
    const list = await listRequests(portal.deps, admin, { filter: "all", q: "", page: 99 });
    expect(list).toMatchObject({ page: 1, pages: 1 });
  });
});

describe("the review queue", () => {
  it("has the oldest first, selects it, and knows which comes next", async () => {
    const [first, second] = [await create("one"), await change()];
    const queue = await reviewQueue(portal.deps, admin, { selected: null, q: "", flag: null });
    expect(queue.rows.map(({ number }) => number)).toEqual([first, second]);
    expect(queue).toMatchObject({ waiting: 2, open: 2, selected: { number: first }, next: second });
    expect(queue.rows[1]).toMatchObject({ change: "instances 2 → 3", problems: 0, flags: [] });
  });

  it("one's own request is in it and doesn't wait for oneself", async () => {
    await create("one", admin);
    const queue = await reviewQueue(portal.deps, admin, { selected: null, q: "", flag: null });
    expect(queue).toMatchObject({ waiting: 0, open: 1 });
    expect(queue.rows[0]?.decide.allowed).toBe(false);
    expect((await reviewQueue(portal.deps, colleague, { selected: null, q: "", flag: null })).waiting).toBe(1);
  });

  it("filters by flag, shows an ended request when asked for, and says who ended what", async () => {
    const [plain, risky] = [
      await create("one"),
      await sent(owner, await portal.body("delete", "postgres", "acme", "orders")),
    ];
    const flagged = await reviewQueue(portal.deps, admin, { selected: null, q: "", flag: "deletes-data" });
    expect(flagged.rows.map(({ number }) => number)).toEqual([risky]);
    await say(colleague, plain, "decline");
    const queue = await reviewQueue(portal.deps, admin, { selected: plain, q: "", flag: null });
    expect(queue.selected).toMatchObject({ number: plain, state: "declined" });
    expect(queue.ended[0]).toMatchObject({ number: plain, state: "declined", by: { name: "second-admin" } });
  });

  it("names what was merged lately and is broken", async () => {
    await merge(await create("shop"));
    portal.clock += LATER;
    const original = portal.deps.cluster.observe.bind(portal.deps.cluster);
    portal.deps.cluster.observe = async (target, depth) => {
      const seen = await original(target, depth);
      if (!seen?.application) return seen;
      const conditions = [{ type: "SyncError", message: "quota exceeded", lastTransitionTime: seen.at }];
      return { ...seen, application: { ...seen.application, status: { ...seen.application.status, conditions } } };
    };
    const { troubles } = await reviewQueue(portal.deps, admin, { selected: null, q: "", flag: null });
    expect(troubles.map(({ href }) => href)).toContain("/tenants/acme/webapp/shop");
  });
});

describe("what the navigation counts", () => {
  const news = async (viewer: Viewer, seen = "") =>
    (await readAttention(portal.deps, viewer, { seen })).news.map(({ what }) => what);

  it("requests that wait for this admin", async () => {
    const number = await create("one");
    await create("two", admin);
    expect((await readAttention(portal.deps, admin, { seen: "" })).toDecide).toBe(1);
    expect((await readAttention(portal.deps, requester, { seen: "" })).toDecide).toBe(0);
    await say(admin, number, "ask-changes");
    expect((await readAttention(portal.deps, admin, { seen: "" })).toDecide).toBe(0);
  });

  it("answers to one's own requests, until they were seen, and again when there is more", async () => {
    const number = await change();
    expect(await news(requester)).toEqual([]);
    await say(requester, number, "comment");
    expect(await news(requester)).toEqual([]);
    await say(admin, number, "ask-changes");
    expect(await news(requester)).toEqual(["Changes asked by platform-admin"]);
    const { mark } = await readRequest(portal.deps, requester, { number });
    const seen = withSeen("", number, mark);
    expect(await news(requester, seen)).toEqual([]);
    await merge(number);
    expect(await news(requester, seen)).toEqual(["Merged by platform-admin"]);
    expect(await news(owner)).toEqual([]);
  });

  it("that what was merged became ready", async () => {
    const number = await change();
    await merge(number);
    const seen = withSeen("", number, (await readRequest(portal.deps, requester, { number })).mark);
    expect(await news(requester, seen)).toEqual([]);
    portal.clock += LATER;
    expect(await news(requester, seen)).toEqual([expect.stringContaining("Ready")]);
  });

  it("nothing that is two weeks old", async () => {
    await merge(await change());
    portal.clock += 15 * 24 * LATER;
    expect(await news(requester)).toEqual([]);
  });
});

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
    expect((await readCatalogue(portal.deps, admin)).problems).toEqual([problem]);
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
