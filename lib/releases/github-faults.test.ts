import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "@/tests/support/github/faults";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";
import type { Releases, Submission } from "./port";

const OFTEN = 99;

/** What comes between; each once, before and after the server did what it was asked. */
const FAULTS: Record<string, Pick<Fault, "what" | "late">> = {
  "a 502 before anything was done": { what: { type: "status", status: 502 } },
  "a 502 after it was done": { what: { type: "status", status: 502 }, late: true },
  "a connection cut in the body before anything was done": { what: { type: "reset" } },
  "a connection cut in the body after it was done": { what: { type: "reset" }, late: true },
  "a 429 with Retry-After": { what: { type: "status", status: 429, headers: { "retry-after": "2" } } },
  "a secondary rate limit": {
    what: {
      type: "status",
      status: 403,
      message: "You have exceeded a secondary rate limit.",
      headers: { "retry-after": "1" },
    },
  },
  "an answer that comes too late": { what: { type: "slow", for: 2500 }, late: true },
};

const SUBMITTING = ["git/trees", "git/commits", "git/refs", "pulls"];

describe("GitHub with faults between", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness({ maxAge: 60_000 });
  });
  afterEach(() => world.close());

  const submission = async (releases: Releases, changes: Partial<Submission> = {}): Promise<Submission> => ({
    key: "form-1",
    title: "Create Postgres orders in acme",
    path: ORDERS,
    content: LINES,
    base: (await releases.main()).commit,
    by: requester,
    groups: [],
    ...changes,
  });
  const branches = async () => [...(await world.server.pulls.repository.branches()).keys()].sort();
  /** There is one pull request, with one branch and one commit on it. */
  const expectOne = async () => {
    expect(world.server.pulls.all).toHaveLength(1);
    const [pull] = world.server.pulls.all;
    expect(await branches()).toEqual(["main", pull?.branch].sort());
    const { git } = world.server.pulls.repository;
    expect(await git.text(["rev-list", "--count", `main..${pull?.branch}`])).toBe("1");
  };
  const opened = async () => {
    const outcome = await world.releases.submit(await submission(world.releases));
    if (outcome.outcome !== "opened") throw new Error(`Not opened: ${outcome.outcome}.`);
    return outcome.request;
  };

  for (const [name, fault] of Object.entries(FAULTS))
    it(`opens one pull request with one commit, whatever step meets ${name}`, async () => {
      for (const [place, step] of SUBMITTING.entries()) {
        world.server.faults.add({ ...fault, on: new RegExp(`^POST .*/${step}$`), times: 1 });
        const path = `acme/redis/cache-${place}/manifest.yaml`;
        const outcome = await world.releases.submit(await submission(world.releases, { key: step.slice(4), path }));
        expect(outcome, step).toMatchObject({ outcome: "opened", request: { path, number: place + 1 } });
      }
      expect(world.server.pulls.all.map(({ state }) => state)).toEqual(SUBMITTING.map(() => "open"));
      expect(await branches()).toHaveLength(SUBMITTING.length + 1);
    });

  it("finds after a time of outage what was written before it, by the form's key", async () => {
    for (const step of SUBMITTING) {
      world.server.faults.add({
        on: new RegExp(`^POST .*/${step}$`),
        times: OFTEN,
        what: { type: "status", status: 503 },
      });
      await expect(world.releases.submit(await submission(world.releases))).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringContaining("GitHub does not answer") as string,
      });
      world.server.faults.clear();
    }
    // Another process, later: it knows nothing but what is in Git and on GitHub.
    const other = await world.open("other.git");
    expect(await other.submit(await submission(other))).toMatchObject({ outcome: "opened", request: { number: 1 } });
    await expectOne();
    expect(await other.submit(await submission(other))).toMatchObject({ outcome: "same", request: { number: 1 } });
    await expectOne();
  });

  it("finds a pull request that was opened without an answer", async () => {
    const sent = await submission(world.releases);
    world.server.faults.add({ on: /^POST .*\/pulls$/, times: OFTEN, late: true, what: { type: "reset" } });
    world.server.faults.add({ on: /^GET .*\/pulls$/, times: OFTEN, what: { type: "status", status: 500 } });
    await expect(world.releases.submit(sent)).rejects.toMatchObject({ code: "unavailable" });
    world.server.faults.clear();
    expect(await world.releases.submit(sent)).toMatchObject({ outcome: "same", request: { number: 1 } });
    await expectOne();
  });

  for (const [name, fault] of Object.entries(FAULTS)) {
    it(`says a thing once under ${name}`, async () => {
      const { head, number } = await opened();
      world.server.faults.add({ ...fault, on: /^POST .*\/comments$/, times: 1 });
      await world.releases.remark(number, { type: "commented", head, text: "Why so big?", by: admin });
      expect(world.server.pulls.comments).toHaveLength(1);
      const token = world.server.accounts.person("admin");
      world.server.faults.add({ ...fault, on: /^POST .*\/reviews$/, times: 1 });
      await world.releases.remark(number, { type: "approved", head, text: "", by: admin, token });
      expect(world.server.pulls.all[0]?.reviews).toHaveLength(1);
      expect((await world.releases.request(number))?.events.map(({ type }) => type)).toEqual([
        "opened",
        "commented",
        "approved",
      ]);
    });

    it(`merges once under ${name}`, async () => {
      const { head, number } = await opened();
      const main = (await world.releases.main()).commit;
      world.server.faults.add({ ...fault, on: /^PUT .*\/merge$/, times: 1 });
      const outcome = await world.releases.merge(number, { head, main, by: admin, text: "Fine." });
      expect(outcome).toMatchObject({ outcome: "merged", request: { state: "merged" } });
      const { git } = world.server.pulls.repository;
      expect(await git.text(["rev-list", "--count", "--first-parent", `${main}..main`])).toBe("1");
      expect((await world.releases.request(number))?.events.at(-1)).toMatchObject({ by: admin, text: "Fine." });
    });
  }

  it("goes on showing what it knew while GitHub is away, and says so once", async () => {
    const told: (string | null)[] = [];
    await world.close();
    const releases = (world = await githubHarness({ report: (why) => told.push(why) })).releases;
    await opened();
    world.server.faults.add({ on: /^GET/, times: OFTEN, what: { type: "status", status: 503 } });
    expect(await releases.requests()).toHaveLength(1);
    expect(await releases.requests()).toHaveLength(1);
    expect(told).toEqual([expect.stringContaining("GitHub does not answer")]);
    world.server.faults.clear();
    expect(await releases.requests()).toHaveLength(1);
    expect(told.at(-1)).toBeNull();
  });
});
