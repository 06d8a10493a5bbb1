import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withSeen } from "@/lib/domain/seen";
import type { Viewer } from "@/lib/domain/viewer";
import { requestsOn } from "@/tests/support/requests-made";
import { ACME_OWNERS, people, UseCasePortal } from "@/tests/support/use-case-portal";
import { listRequests } from "./list-requests";
import { readAttention } from "./read-attention";
import { readRequest } from "./read-request";
import { reviewQueue } from "./review-queue";

const { requester, owner, admin, onlooker, stranger, colleague } = people;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const { sent, change, create, merge, say } = requestsOn(() => portal);
const LATER = 3_600_000;

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
