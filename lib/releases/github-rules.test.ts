import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, LINES, ORDERS, owner, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";
import type { Submission } from "./port";

describe("requests as pull requests", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness();
  });
  afterEach(() => world.close());

  const send = async (changes: Partial<Submission> = {}, releases = world.releases) => {
    const base = (await releases.main()).commit;
    const fresh = { key: "form-1", title: "Create Postgres orders in acme", path: ORDERS, content: LINES, base };
    return releases.submit({ ...fresh, by: requester, groups: [], ...changes });
  };
  const opened = async (changes?: Partial<Submission>) => {
    const outcome = await send(changes);
    if (outcome.outcome !== "opened") throw new Error(`Not opened: ${outcome.outcome}.`);
    return outcome.request;
  };
  const detail = async (number: number) => {
    const found = await world.releases.request(number);
    if (!found) throw new Error(`There is no request ${number}.`);
    return found;
  };
  const types = async (number: number) => (await detail(number)).events.map(({ type, by }) => [type, by.subject]);
  const statuses = (sha: string) => (world.server.pulls.statuses.get(sha) ?? []).map((one) => [one.context, one.state]);
  const pull = () => {
    const [first] = world.server.pulls.all;
    if (!first) throw new Error("There is no pull request.");
    return first;
  };
  /** Somebody opens a pull request on GitHub, from a branch that they pushed. */
  const byHand = async (branch: string, path: string, user = "contributor") => {
    const { pulls, accounts } = world.server;
    const main = await pulls.repository.resolve("refs/heads/main");
    const tree = await pulls.repository.treeWith(main, [{ path, content: LINES }]);
    const author = { name: user, email: `${user}@example.com`, date: new Date().toISOString() };
    const commit = await pulls.repository.commitTree(tree, [main], "By hand\n", author);
    await pulls.repository.setRef(`refs/heads/${branch}`, commit, null);
    accounts.person(user);
    const account = { login: user, id: 9, type: "User" };
    return pulls.open(account, { title: "By hand", body: "", branch, base: "main" });
  };

  it("writes the commit in the person's name, and the branch ends in the form's key", async () => {
    const request = await opened();
    expect(pull().user.type).toBe("Bot");
    expect(pull().branch).toMatch(/^requests\/[0-9a-f]{8}\/form-1$/);
    expect(pull().body).toContain("Requested by requester");
    const { git } = world.server.pulls.repository;
    expect(await git.text(["log", "-1", "--format=%an <%ae> %cn", request.head])).toBe(
      "requester <requester@example.com> managed-services",
    );
    const trailers = ["log", "-1", "--format=%(trailers:key=Requested-by,valueonly)", request.head];
    expect((await git.text(trailers)).trim()).toBe("dev:requester");
  });

  it("makes a request in four calls, a decision in two and a merge in three", async () => {
    await world.close();
    world = await githubHarness({ maxAge: 60_000 });
    const { releases, server } = world;
    const main = (await releases.main()).commit;
    server.calls.length = 0;
    const count = async (work: Promise<unknown>) => {
      await work;
      return server.calls.splice(0).length;
    };
    expect(await count(opened())).toBe(4);
    expect(await count(send())).toBe(0);
    const head = (await releases.requests())[0]?.head ?? "";
    // Reviews of the one that is looked at, once.
    expect(await count(detail(1))).toBe(1);
    expect(await count(detail(1))).toBe(0);
    expect(await count(releases.remark(1, { type: "approved", head, text: "", by: admin }))).toBe(2);
    expect(await count(releases.merge(1, { head, main, by: admin, text: "" }))).toBe(3);
    expect(await count(releases.requests())).toBe(0);
    releases.hint();
    expect(await count(releases.requests())).toBe(2);
  });

  it("reads a queue of many open requests in a few calls, and one that is the same for nothing", async () => {
    for (let place = 0; place < 12; place += 1)
      await send({ key: `form-${place}`, path: `acme/redis/cache-${place}/manifest.yaml` });
    const other = await world.open("other.git");
    world.server.calls.length = 0;
    expect(await other.requests()).toHaveLength(12);
    expect(
      world.server.calls.filter((call) => call.startsWith("GET /repos/") && !call.endsWith("installation")),
    ).toHaveLength(2);
    const { used } = world.server.allowance;
    await other.requests();
    expect(world.server.allowance.used).toBe(used);
  });

  it("approves by a real review where the person has a token, and by the portal's check where not", async () => {
    const { head } = await opened();
    const token = world.server.accounts.person("admin");
    await world.releases.remark(1, { type: "changes-asked", head, text: "Smaller, please.", by: admin, token });
    expect(pull().reviews).toMatchObject([{ state: "CHANGES_REQUESTED", user: { login: "admin" }, commit_id: head }]);
    expect(statuses(head)).toEqual([["portal/decision", "failure"]]);
    // GitHub's times are in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await world.releases.remark(1, { type: "approved", head, text: "", by: owner });
    expect(pull().reviews).toHaveLength(1);
    expect(statuses(head).at(-1)).toEqual(["portal/decision", "success"]);
    expect(await types(1)).toEqual([
      ["opened", "dev:requester"],
      ["changes-asked", "github:admin"],
      ["approved", "dev:tenant-owner"],
    ]);
    expect((await detail(1)).events[1]?.text).toBe("Smaller, please.");
  });

  it("falls back to its own check where GitHub takes no review of the pull request's author", async () => {
    const { head } = await opened();
    const token = world.server.accounts.installationToken();
    expect(await world.releases.remark(1, { type: "approved", head, text: "", by: admin, token })).toMatchObject({
      outcome: "recorded",
      request: { state: "approved" },
    });
    expect(pull().reviews).toEqual([]);
  });

  it("sees a review that was given on GitHub, and counts none by whoever wrote on the branch", async () => {
    const { head } = await opened({ by: { subject: "github:opener", name: "opener", email: "" } });
    const review = (login: string, id: number) => {
      const time = new Date(Date.now() + 2000).toISOString();
      pull().reviews.push({
        id,
        body: "Fine.",
        state: "APPROVED",
        commit_id: head,
        submitted_at: time,
        user: { login, id, type: "User" },
      });
      pull().updatedAt = `${time.slice(0, 19)}Z`;
    };
    review("opener", 1);
    expect(await detail(1)).toMatchObject({ state: "waiting", events: [{ type: "opened" }, { type: "commented" }] });
    review("reviewer", 2);
    expect((await detail(1)).state).toBe("approved");
  });

  it("takes whoever pushed for a writer of the branch, whoever the commit names", async () => {
    await opened();
    const pushed = await world.hand.commit(1, ORDERS, "a: 2\n");
    world.server.pulls.pushes.push({ ref: `refs/heads/${pull().branch}`, before: "", after: pushed, actor: "pusher" });
    expect(await types(1)).toEqual([
      ["opened", "dev:requester"],
      ["revised", ""],
      ["revised", "github:pusher"],
    ]);
  });

  it("keeps main's required check red until somebody has decided here", async () => {
    world.server.pulls.protection = { statuses: ["portal/decision"], approvals: 0 };
    const { head } = await opened();
    expect(await world.server.pulls.mergeable(pull())).toMatchObject({ state: "blocked" });
    const main = (await world.releases.main()).commit;
    const outcome = await world.releases.merge(1, { head, main, by: admin, text: "" });
    expect(outcome).toMatchObject({ outcome: "merged" });
  });

  it("says what GitHub misses when it does not merge", async () => {
    world.server.pulls.protection = { statuses: [], approvals: 1 };
    const { head } = await opened();
    const order = { head, main: (await world.releases.main()).commit, by: admin, text: "" };
    await expect(world.releases.merge(1, order)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("At least 1 approving review is required") as string,
    });
    expect((await detail(1)).state).toBe("waiting");
    const token = world.server.accounts.person("admin");
    await world.releases.remark(1, { type: "approved", head, text: "", by: admin, token });
    expect(await world.releases.merge(1, { ...order, token })).toMatchObject({ outcome: "merged" });
    expect(pull().mergedBy?.login).toBe("admin");
  });

  it("takes a pull request for a request by what it changes, and names the others", async () => {
    await byHand("any-name", "globex/manifest.yaml");
    await byHand("readme", "README.md");
    expect(await world.releases.requests()).toMatchObject([
      {
        number: 1,
        path: "globex/manifest.yaml",
        by: { subject: "github:contributor" },
        state: "waiting",
        title: "By hand",
      },
    ]);
    expect(await detail(1)).toMatchObject({ handEdited: true, after: LINES, otherPaths: [] });
    expect(await world.releases.foreign()).toMatchObject([
      { number: 2, why: expect.stringContaining("manifest") as string },
    ]);
    const order = { head: pull().head, main: (await world.releases.main()).commit, by: admin, text: "" };
    expect(await world.releases.merge(2, order)).toBeNull();
    expect(await world.releases.merge(1, order)).toMatchObject({ outcome: "merged" });
  });

  it("believes no note that the portal did not write", async () => {
    const { head } = await opened();
    const { repository } = world.server.pulls;
    const message = await repository.git.text(["log", "-1", "--format=%B", head]);
    const main = await repository.resolve("refs/heads/main");
    const forged = await repository.treeWith(main, [{ path: "globex/manifest.yaml", content: LINES }]);
    const author = { name: "pusher", email: "m@example.com", date: new Date().toISOString() };
    await repository.setRef("refs/heads/x", await repository.commitTree(forged, [main], message, author), null);
    const account = { login: "pusher", id: 9, type: "User" };
    await world.server.pulls.open(account, { title: "t", body: "", branch: "x", base: "main" });
    expect(await detail(2)).toMatchObject({ by: { subject: "github:pusher" }, handEdited: true });

    await world.releases.remark(1, { type: "approved", head, text: "", by: admin });
    const [said] = world.server.pulls.comments;
    if (!said) throw new Error("Nothing was said.");
    // A copy on another pull request, and one more on its own.
    world.server.pulls.comments.push({ ...said, id: said.id + 1, issue_url: said.issue_url.replace(/1$/, "2") });
    world.server.pulls.comments.push({ ...said, id: said.id + 2 });
    const other = await world.open("other.git");
    expect((await other.request(2))?.state).toBe("waiting");
    expect((await other.request(1))?.events.map(({ type }) => type)).toEqual(["opened", "approved"]);
  });

  it("tells who closed it on GitHub", async () => {
    await opened();
    world.server.pulls.end(pull(), { login: "reviewer", id: 3, type: "User" });
    expect(await detail(1)).toMatchObject({ state: "declined", after: LINES });
    expect((await types(1)).at(-1)).toEqual(["declined", "github:reviewer"]);
  });

  it("lets one of two portals open the request for a file, and both tell the same", async () => {
    const other = await world.open("other.git");
    const outcomes = await Promise.all([send({ key: "a" }), send({ key: "b", by: owner }, other)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["opened", "taken"]);
    const open = (await world.releases.requests()).filter(({ state }) => state === "waiting");
    expect(open).toHaveLength(1);
    expect(await other.requests()).toEqual(await world.releases.requests());
    expect(await other.version()).toBe(await world.releases.version());
  });
});
