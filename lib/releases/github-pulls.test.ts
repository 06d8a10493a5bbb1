import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Protection } from "@/tests/support/github/pulls";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";

describe("a request as GitHub sees it", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness();
  });
  afterEach(() => world.close());

  const opened = async (path = ORDERS) => {
    const base = (await world.releases.main()).commit;
    const fresh = { key: path, title: "Create Postgres orders in acme", path, content: LINES, base };
    const outcome = await world.releases.submit({ ...fresh, by: requester, groups: [] });
    if (outcome.outcome !== "opened") throw new Error(`Not opened: ${outcome.outcome}.`);
    return outcome.request;
  };
  const seen = async (number = 1) => {
    const found = await world.releases.pull(number);
    if (!found) throw new Error(`Request ${number} is not open.`);
    return found;
  };
  const protect = (protection: Partial<Protection>) => {
    world.server.pulls.protection = { statuses: [], approvals: 0, ...protection };
  };
  const run = (sha: string, name: string, conclusion: "success" | "failure" | null) =>
    world.server.pulls.checkRuns.set(sha, [
      {
        name,
        status: conclusion === null ? "in_progress" : "completed",
        conclusion,
        html_url: `https://github.example.com/runs/${name}`,
      },
    ]);

  it.each(["classic", "ruleset"] as const)("waits for main's required checks, with their links (%s)", async (as) => {
    protect({ as, statuses: ["check-releases", "portal/decision"] });
    const { head } = await opened();
    expect(await seen()).toMatchObject({
      url: expect.stringMatching(/\/pull\/1$/) as string,
      checks: [
        { name: "check-releases", state: "missing", required: true, url: null },
        {
          name: "portal/decision",
          state: "missing",
          required: true,
          says: expect.stringContaining("decided") as string,
        },
      ],
      waits: ["Waits for the check check-releases, which has not begun."],
      unknown: [],
    });
    run(head, "check-releases", null);
    expect((await seen()).waits).toEqual(["Waits for the check check-releases."]);
    run(head, "check-releases", "failure");
    expect(await seen()).toMatchObject({
      checks: [{ state: "failed", url: "https://github.example.com/runs/check-releases" }, {}],
      waits: ["The check check-releases has failed."],
    });
    run(head, "check-releases", "success");
    // The portal's own check turns green with the decision.
    expect((await seen()).waits).toEqual([]);
    const order = { head, main: (await world.releases.main()).commit, by: admin, text: "" };
    expect(await world.releases.merge(1, order)).toMatchObject({ outcome: "merged" });
    expect(await world.releases.pull(1)).toBeNull();
  });

  it("names who has to approve, and counts a review that was given on GitHub", async () => {
    protect({ approvals: 1, codeOwners: true });
    const { head } = await opened();
    const [pull] = world.server.pulls.all;
    if (!pull) throw new Error("There is no pull request.");
    pull.asked = { people: ["reviewer"], teams: ["platform"] };
    expect((await seen()).waits).toEqual([
      "Needs one more approval on GitHub from reviewer, acme-platform/platform or a code owner.",
    ]);
    const said = { body: "", commit_id: head, user: { login: "reviewer", id: 7, type: "User" } };
    const time = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    pull.reviews.push({ ...said, id: 1, state: "CHANGES_REQUESTED", submitted_at: time(1) });
    expect(await seen()).toMatchObject({
      reviews: [{ login: "reviewer", says: "changes-asked", current: true }],
      waits: ["reviewer asked for changes on GitHub, and has to approve there."],
    });
    pull.reviews.push({ ...said, id: 2, state: "APPROVED", submitted_at: time(2) });
    pull.reviews.push({ ...said, id: 3, state: "COMMENTED", submitted_at: time(3) });
    expect(await seen()).toMatchObject({ reviews: [{ login: "reviewer", says: "approved" }], waits: [] });
  });

  it("says that it is in conflict", async () => {
    await opened();
    await world.hand.commit("main", ORDERS, "other: 1\n");
    expect((await seen()).waits).toEqual(["GitHub finds a conflict with main. The requester has to edit the request."]);
  });

  it("links to nothing but web addresses, whatever a program writes there", async () => {
    const { head } = await opened();
    world.server.pulls.statuses.set(head, [
      {
        context: "evil\u0007",
        state: "success",
        description: null,
        target_url: "javascript:alert(1)",
        created_at: "",
        creator: { login: "x", id: 1, type: "User" },
      },
    ]);
    expect((await seen()).checks).toEqual([{ name: "evil", state: "passed", required: false, url: null, says: "" }]);
  });

  it("says what the App may not read, and keeps nobody from merging for it", async () => {
    protect({ approvals: 1, hidden: true });
    await opened();
    expect(await seen()).toMatchObject({
      waits: [],
      unknown: [expect.stringContaining("administration") as string],
    });
    expect((await world.releases.state()).protection).toMatchObject({ upToDate: null });
  });

  it("says why it is not known while GitHub does not answer, and goes on showing the request", async () => {
    await opened();
    world.server.faults.add({ on: /check-runs/, times: 20, what: { type: "status", status: 502 } });
    expect(await seen()).toMatchObject({
      waits: [],
      unknown: [expect.stringContaining("GitHub does not answer") as string],
    });
    expect(await world.releases.request(1)).toMatchObject({ state: "waiting" });
  });

  it("asks again for nothing while it is the same", async () => {
    protect({ statuses: ["check-releases"] });
    await opened();
    await seen();
    const { used } = world.server.allowance;
    await seen();
    expect(world.server.allowance.used).toBe(used);
  });

  it("asks only for the request that is looked at", async () => {
    await opened();
    await opened("acme/redis/cache/manifest.yaml");
    await world.releases.requests();
    world.server.calls.length = 0;
    await seen(2);
    expect(world.server.calls.filter((call) => /\/pulls\/1|check-runs/.test(call))).toHaveLength(1);
  });
});

describe("foreign pull requests", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness();
  });
  afterEach(() => world.close());

  /** Somebody opens a pull request on GitHub, from a branch that they pushed. */
  const byHand = async (branch: string, paths: readonly string[]) => {
    const { pulls } = world.server;
    const main = await pulls.repository.resolve("refs/heads/main");
    const tree = await pulls.repository.treeWith(
      main,
      paths.map((path) => ({ path, content: LINES })),
    );
    const author = { name: "contributor", email: "d@example.com", date: new Date().toISOString() };
    await pulls.repository.setRef(
      `refs/heads/${branch}`,
      await pulls.repository.commitTree(tree, [main], "m", author),
      null,
    );
    const user = { login: "contributor", id: 5, type: "User" };
    return pulls.open(user, { title: `By hand ${branch}`, body: "", branch, base: "main" });
  };

  it("are those that change anything but one manifest, and those from a fork; each says what it changes", async () => {
    await byHand("docs", ["README.md", "acme/manifest.yaml"]);
    const fork = await byHand("fork", ["globex/manifest.yaml"]);
    fork.fork = "contributor/releases";
    const two = ["acme/redis/a/manifest.yaml", "acme/redis/b/manifest.yaml"];
    await byHand("two", two);
    const main = await byHand("ended", ["NOTES.md"]);
    world.server.pulls.end(main, null);
    const link = (number: number) => expect.stringMatching(new RegExp(`/pull/${number}$`)) as string;
    expect(await world.releases.foreign()).toMatchObject([
      { number: 3, by: "contributor", url: link(3), paths: two, pathCount: 2 },
      { number: 2, why: "Its branch is in another repository.", paths: ["globex/manifest.yaml"], url: link(2) },
      { number: 1, title: "By hand docs", paths: ["README.md", "acme/manifest.yaml"], url: link(1) },
    ]);
    expect(await world.releases.requests()).toEqual([]);
  });

  it("can't be decided or merged here", async () => {
    const { head, number } = await byHand("docs", ["README.md"]);
    const main = (await world.releases.main()).commit;
    for (const type of ["commented", "approved", "declined"] as const)
      expect(await world.releases.remark(number, { type, head, text: "x", by: admin })).toBeNull();
    expect(await world.releases.merge(number, { head, main, by: admin, text: "" })).toBeNull();
    expect(world.server.pulls.one(number)).toMatchObject({ state: "open", reviews: [] });
    expect(world.server.pulls.comments).toEqual([]);
  });

  it("name five of many files, and how many there are", async () => {
    await byHand(
      "many",
      [1, 2, 3, 4, 5, 6, 7].map((place) => `docs/${place}.md`),
    );
    expect(await world.releases.foreign()).toMatchObject([{ paths: { length: 5 }, pathCount: 7 }]);
  });
});
