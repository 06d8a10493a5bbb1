import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startedGithub } from "./started";

const quiet = () => undefined;
const QUIET = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe("the server in the shape of GitHub", () => {
  let world: Awaited<ReturnType<typeof startedGithub>>;
  let bot: Octokit;
  let admin: Octokit;
  const at = { owner: "acme-platform", repo: "releases" };

  const clientOf = (token: string) =>
    new Octokit({
      auth: token,
      baseUrl: world.server.url,
      log: QUIET,
    });
  const main = () => world.git.text(["rev-parse", "refs/heads/main"]);

  /** Pushes a commit of one file by the API, on a branch of its own. */
  async function branch(name: string, content: string, path = "acme/manifest.yaml") {
    const base = await main();
    const file = { path, mode: "100644", type: "blob", content } as const;
    const tree = await bot.git.createTree({ ...at, base_tree: base, tree: [file] });
    const author = { name: "a", email: "a@example.com", date: "2026-01-05T09:00:00Z" };
    const commit = await bot.git.createCommit({ ...at, message: "m", tree: tree.data.sha, parents: [base], author });
    await bot.git.createRef({ ...at, ref: `refs/heads/${name}`, sha: commit.data.sha });
    return commit.data.sha;
  }
  const open = (head: string) => bot.pulls.create({ ...at, title: "t", head, base: "main" });

  beforeEach(async () => {
    world = await startedGithub();
    bot = clientOf(world.server.accounts.installationToken());
    admin = clientOf(world.server.accounts.person("admin"));
  });
  afterEach(() => world.close());

  it("refuses a token that it gave nobody", async () => {
    await expect(clientOf("ghp_guessed").repos.get(at)).rejects.toMatchObject({ status: 401 });
  });

  it("refuses a second pull request from the same branch", async () => {
    await branch("one", "a: 1\n");
    await open("one");
    await expect(open("one")).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("already exists") as string,
    });
  });

  it("refuses an author's own approval, and takes somebody else's", async () => {
    const head = await branch("one", "a: 1\n");
    await open("one");
    const review = { ...at, pull_number: 1, commit_id: head, event: "APPROVE" } as const;
    await expect(bot.pulls.createReview(review)).rejects.toMatchObject({ status: 422 });
    expect((await admin.pulls.createReview(review)).data).toMatchObject({
      state: "APPROVED",
      user: { login: "admin" },
    });
  });

  it("tells files, and that two pull requests clash", async () => {
    await branch("one", "a: 1\n");
    await branch("two", "a: 2\n");
    await open("one");
    await open("two");
    expect((await bot.pulls.listFiles({ ...at, pull_number: 2 })).data).toMatchObject([
      { filename: "acme/manifest.yaml", status: "added" },
    ]);
    expect((await bot.pulls.get({ ...at, pull_number: 2 })).data.mergeable).toBe(true);
    await admin.pulls.merge({ ...at, pull_number: 1, merge_method: "merge", commit_title: "t" });
    expect((await bot.pulls.get({ ...at, pull_number: 2 })).data).toMatchObject({
      mergeable: false,
      mergeable_state: "dirty",
    });
    await expect(
      admin.pulls.merge({ ...at, pull_number: 2, merge_method: "merge", commit_title: "t" }),
    ).rejects.toMatchObject({ status: 405 });
  });

  it("merges only the head that was named, and only when main's protection is content", async () => {
    world.server.pulls.protection = { statuses: ["decision"], approvals: 1 };
    const head = await branch("one", "a: 1\n");
    await open("one");
    const order = { ...at, pull_number: 1, merge_method: "merge", commit_title: "t" } as const;
    await expect(admin.pulls.merge({ ...order, sha: await main() })).rejects.toMatchObject({ status: 409 });
    await expect(admin.pulls.merge({ ...order, sha: head })).rejects.toThrow('"decision" is expected');
    await bot.repos.createCommitStatus({ ...at, sha: head, state: "success", context: "decision" });
    await expect(admin.pulls.merge({ ...order, sha: head })).rejects.toThrow("approving review");
    await admin.pulls.createReview({ ...at, pull_number: 1, commit_id: head, event: "APPROVE" });
    expect((await admin.pulls.merge({ ...order, sha: head })).data.merged).toBe(true);
    expect((await bot.pulls.get({ ...at, pull_number: 1 })).data).toMatchObject({ merged: true, state: "closed" });
  });

  it("answers what the client has already with 304, which counts for nothing", async () => {
    await branch("one", "a: 1\n");
    await open("one");
    const first = await bot.pulls.list(at);
    const again = bot.pulls.list({ ...at, headers: { "if-none-match": first.headers.etag } });
    await expect(again).rejects.toMatchObject({ status: 304 });
    const rest = await bot.rateLimit.get().catch(() => null);
    expect(rest).toBeNull();
    expect(Number(first.headers["x-ratelimit-remaining"])).toBe(5000 - 5);
    expect(world.server.allowance.used).toBe(6);
  });

  it("ends a pull request whose branch was merged or deleted by hand", async () => {
    const head = await branch("one", "a: 1\n");
    await branch("two", "b: 1\n", "b/manifest.yaml");
    await open("one");
    await open("two");
    await world.git.run(["update-ref", "refs/heads/main", head]);
    await world.git.run(["update-ref", "-d", "refs/heads/two"]);
    const [one, two] = await Promise.all([1, 2].map((pull_number) => bot.pulls.get({ ...at, pull_number })));
    expect(one?.data).toMatchObject({ merged: true, merge_commit_sha: head });
    expect(two?.data).toMatchObject({ merged: false, state: "closed" });
  });

  it("lets git read with a token, and nobody without", async () => {
    await branch("one", "a: 1\n");
    await open("one");
    const { port } = new URL(world.server.url);
    const list = (user: string) =>
      world.git.text(["ls-remote", `http://${user}127.0.0.1:${port}/acme-platform/releases.git`]);
    expect(await list(`x:${world.server.accounts.installationToken()}@`)).toContain("refs/pull/1/head");
    await expect(list("")).rejects.toThrow("ls-remote");
  });
});
