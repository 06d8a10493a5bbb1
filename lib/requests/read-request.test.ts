import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { requestsOn } from "@/tests/support/requests-made";
import { people, SMALL_POSTGRES, UseCasePortal } from "@/tests/support/use-case-portal";
import { readRequest } from "./read-request";

const { requester, owner, admin, onlooker } = people;
const ORDERS = "acme/postgres/orders/manifest.yaml";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const { change, create, merge, say } = requestsOn(() => portal);
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
    portal.offer(SMALL_POSTGRES);
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
    // What main changed meanwhile is not what the request asks for.
    expect(view.before).toBe("base");
    expect(view.change).toBe("instances 2 → 3");
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
