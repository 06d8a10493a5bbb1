import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, LINES, ORDERS, owner, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";

const CACHE = "acme/redis/cache/manifest.yaml";
const SHOP = "acme/redis/shop/manifest.yaml";

describe("bringing main into approved requests", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness();
    world.server.pulls.protection = { statuses: ["check-releases", "portal/decision"], approvals: 0, upToDate: true };
  });
  afterEach(() => world.close());

  const opened = async (path: string, content: string | null = LINES) => {
    const base = (await world.releases.main()).commit;
    const fresh = { key: path, title: `Change ${path}`, path, content, base };
    const outcome = await world.releases.submit({ ...fresh, by: requester, groups: [] });
    if (outcome.outcome !== "opened") throw new Error(`Not opened: ${outcome.outcome}.`);
    check(outcome.request.head, "success");
    return outcome.request;
  };
  const check = (sha: string, state: "success" | "failure") => {
    const known = world.server.pulls.statuses.get(sha) ?? [];
    const status = {
      description: null,
      target_url: null,
      created_at: "",
      creator: { login: "ci", id: 1, type: "Bot" },
    };
    world.server.pulls.statuses.set(sha, [...known, { context: "check-releases", state, ...status }]);
  };
  const approve = async (number: number) => {
    const head = (await one(number)).head;
    const outcome = await world.releases.remark(number, { type: "approved", head, text: "", by: admin });
    if (outcome?.outcome !== "recorded") throw new Error(`Not approved: ${outcome?.outcome}.`);
  };
  const one = async (number: number) => {
    const found = await world.releases.request(number);
    if (!found) throw new Error(`There is no request ${number}.`);
    return found;
  };
  const merge = async (number: number) => {
    const { head } = await one(number);
    const order = { head, main: (await world.releases.main()).commit, by: owner, text: "" };
    return world.releases.merge(number, order);
  };
  const mainCommit = () => world.server.pulls.repository.resolve("refs/heads/main");
  const holdsMain = async (number: number) =>
    world.server.pulls.repository.isAncestor(await mainCommit(), world.server.pulls.one(number).head);
  const decision = (number: number) =>
    (world.server.pulls.statuses.get(world.server.pulls.one(number).head) ?? []).findLast(
      ({ context }) => context === "portal/decision",
    )?.state;
  /** Looks until nothing is under way any more. */
  const settle = async () => {
    await world.releases.requests();
    await world.releases.settled();
  };

  it("keeps the approval, and merges once the checks have passed again", async () => {
    await opened(ORDERS);
    const second = await opened(CACHE);
    await approve(1);
    await approve(2);
    expect(await merge(1)).toMatchObject({ outcome: "merged" });
    await settle();
    expect(await holdsMain(2)).toBe(true);
    const now = await one(2);
    expect(now).toMatchObject({ state: "approved", handEdited: false, otherPaths: [], after: LINES, by: requester });
    expect(now.events.map(({ type, by }) => [type, by.name])).toEqual([
      ["opened", requester.name],
      ["approved", admin.name],
      ["updated", "managed-services"],
    ]);
    expect(decision(2)).toBe("success");
    // The checks have to pass for what it would be on this main.
    expect((await world.releases.pull(2))?.waits).toEqual(["Waits for the check check-releases, which has not begun."]);
    check(now.head, "success");
    expect((await world.releases.pull(2))?.waits).toEqual([]);
    // The head that was on screen when it was approved counts, too.
    const order = { head: second.head, main: await mainCommit(), by: owner, text: "" };
    expect(await world.releases.merge(2, order)).toMatchObject({ outcome: "merged" });
    const message = await world.server.pulls.repository.git.text(["log", "-1", "--format=%B", "main"]);
    expect(message).toContain(`Reviewed-by: ${admin.subject}`);
  });

  it("brings in a deletion and a change alike, and main's other files", async () => {
    await world.hand.commit("main", ORDERS, LINES);
    await world.hand.commit("main", CACHE, LINES);
    await opened(ORDERS, null);
    await opened(CACHE, `${LINES}# changed\n`);
    await approve(1);
    await approve(2);
    await world.hand.commit("main", SHOP, LINES);
    await settle();
    expect(await holdsMain(1)).toBe(true);
    expect(await one(1)).toMatchObject({ state: "approved", type: "delete", after: null, otherPaths: [] });
    check(world.server.pulls.one(1).head, "success");
    expect(await merge(1)).toMatchObject({ outcome: "merged" });
    await settle();
    expect(await holdsMain(2)).toBe(true);
    expect(await one(2)).toMatchObject({ state: "approved", type: "update", after: `${LINES}# changed\n` });
  });

  it("takes one after the other, and goes on where the checks of the first have failed", async () => {
    await opened(ORDERS);
    await opened(CACHE);
    await approve(1);
    await approve(2);
    await world.hand.commit("main", SHOP, LINES);
    await settle();
    expect([await holdsMain(1), await holdsMain(2)]).toEqual([true, false]);
    await settle();
    expect(await holdsMain(2)).toBe(false);
    check(world.server.pulls.one(1).head, "failure");
    // Anything that happens has them looked at again.
    await world.releases.remark(1, { type: "commented", head: (await one(1)).head, text: "It failed.", by: owner });
    await settle();
    expect(await holdsMain(2)).toBe(true);
  });

  it.each<[string, () => Promise<void>]>([
    [
      "the rule is off",
      async () => {
        world.server.pulls.protection = { statuses: ["check-releases"], approvals: 0, upToDate: false };
        await approve(1);
      },
    ],
    [
      "the App may not read the rule",
      async () => {
        world.server.pulls.protection = { statuses: ["check-releases"], approvals: 0, upToDate: true, hidden: true };
        await approve(1);
      },
    ],
    ["nobody has approved", () => Promise.resolve()],
    [
      "changes were asked for after an approval",
      async () => {
        await approve(1);
        const { head } = await one(1);
        await world.releases.remark(1, { type: "changes-asked", head, text: "Smaller.", by: owner });
      },
    ],
  ])("leaves a request alone where %s", async (_, prepare) => {
    const { head } = await opened(ORDERS);
    await prepare();
    await world.hand.commit("main", SHOP, LINES);
    await settle();
    expect(world.server.pulls.one(1).head).toBe(head);
  });

  it("leaves a request alone whose own file is another on main: that has to be looked at", async () => {
    const lines = LINES.split("\n");
    await world.hand.commit("main", ORDERS, LINES);
    const changed = [...lines.slice(0, -1), "# at the end", ""].join("\n");
    const { head } = await opened(ORDERS, changed);
    await approve(1);
    await world.hand.commit("main", ORDERS, `# at the start\n${LINES}`);
    await settle();
    expect(world.server.pulls.one(1).head).toBe(head);
  });

  it("turns its own check green for nobody who has not decided here", async () => {
    const { head } = await opened(ORDERS);
    const pull = world.server.pulls.one(1);
    const time = new Date(Date.now() + 2000).toISOString();
    const user = { login: "reviewer", id: 2, type: "User" };
    pull.reviews.push({ id: 1, body: "", state: "APPROVED", commit_id: head, submitted_at: time, user });
    pull.updatedAt = `${time.slice(0, 19)}Z`;
    await world.hand.commit("main", SHOP, LINES);
    await settle();
    expect(await holdsMain(1)).toBe(true);
    expect(decision(1)).toBeUndefined();
    expect((await one(1)).state).toBe("approved");
  });

  it("does it once where two portals see the same", async () => {
    const other = await world.open("other.git");
    await opened(ORDERS);
    await approve(1);
    const before = world.server.pulls.one(1).head;
    await world.hand.commit("main", SHOP, LINES);
    await Promise.all([world.releases, other].map((releases) => releases.requests()));
    await Promise.all([world.releases, other].map((releases) => releases.settled()));
    const count = await world.server.pulls.repository.git.text([
      "rev-list",
      "--count",
      "--first-parent",
      `${before}..${world.server.pulls.one(1).head}`,
    ]);
    expect(count).toBe("1");
    expect(await other.requests()).toEqual(await world.releases.requests());
  });

  it("says why where GitHub forbids it, and tries again", async () => {
    await opened(ORDERS);
    await approve(1);
    world.server.faults.add({
      on: /PATCH .*\/git\/refs/,
      times: 1,
      what: { type: "status", status: 422, message: "Repository rule violations found" },
    });
    await world.hand.commit("main", SHOP, LINES);
    await settle();
    expect((await world.releases.state()).stuck).toContain("A rule of acme-platform/releases forbids this");
    await settle();
    expect((await world.releases.state()).stuck).toBeNull();
    expect(await holdsMain(1)).toBe(true);
  });
});
