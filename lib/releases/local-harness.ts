import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HandClient, Harness } from "./contract-bench";
import { Git } from "./git";
import { type LocalReleases, openLocalReleases } from "./local";
import { type NewCommit, writeCommits } from "./object-writer";

/** A clock for tests: each look is a second later. */
export function testClock(start = "2026-01-05T09:00:00Z"): () => Date {
  let next = Date.parse(start);
  return () => {
    next += 1000;
    return new Date(next);
  };
}

/** Another git client on the same repository, as after a push. `branchOf` names a request's branch. */
export function handClient(
  directory: string,
  now: () => Date,
  branchOf = (number: number) => `requests/${number}`,
): HandClient {
  const git = new Git(directory);
  const person = { subject: "", name: "hand", email: "hand@example.com" };
  const refOf = (where: "main" | number) => `refs/heads/${where === "main" ? where : branchOf(where)}`;
  const tipOf = (where: "main" | number) =>
    git.text(["rev-parse", "--verify", "--quiet", refOf(where)], { answers: [0, 1] });
  const write = async (where: "main" | number, commit: Pick<NewCommit, "parents" | "changes" | "tree">) => {
    const at = now();
    const [id = ""] = await writeCommits(git, [
      { author: person, committer: person, at, message: "By hand\n", ...commit },
    ]);
    await git.run(["update-ref", refOf(where), id]);
    return id;
  };
  return {
    async commit(where, path, content) {
      const parent = (await tipOf(where)) || (await tipOf("main"));
      const change = content === null ? { path, gone: true as const } : { path, text: content };
      return write(where, { parents: [parent], changes: [change] });
    },
    async merge(from, into) {
      const [theirs, ours] = [await tipOf(from), await tipOf(into)];
      const tree = await git.text(["merge-tree", "--write-tree", ours, theirs]);
      return write(into, { parents: [ours, theirs], changes: [], tree });
    },
    async deleteBranch(number) {
      await git.run(["update-ref", "-d", refOf(number)]);
    },
  };
}

/** A local adapter on a repository of its own in the temporary folder. */
export async function localHarness(): Promise<Harness & { directory: string; releases: LocalReleases }> {
  const folder = await mkdtemp(join(tmpdir(), "releases-"));
  const directory = join(folder, "releases.git");
  const now = testClock();
  const open = () => openLocalReleases({ directory, branch: "main", now });
  let releases = await open();
  return {
    directory,
    get releases() {
      return releases;
    },
    hand: handClient(directory, now),
    async reopen() {
      await releases.close();
      releases = await open();
      return releases;
    },
    async close() {
      await releases.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
