import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Git } from "@/lib/releases/git";
import { PORTAL } from "@/lib/releases/identity";
import { writeCommits } from "@/lib/releases/object-writer";
import { type GithubServer, startGithub } from "./server";

/** A server on a repository of its own that holds one commit, in the temporary folder. */
export async function startedGithub(
  now = () => new Date(),
): Promise<{ server: GithubServer; git: Git; folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "github-"));
  const git = new Git(join(folder, "hub.git"));
  await git.run(["init", "--bare", "--quiet", "--initial-branch=main", git.directory]);
  const [first = ""] = await writeCommits(git, [
    { author: PORTAL, committer: PORTAL, at: now(), message: "Start\n", parents: [], changes: [], tree: null },
  ]);
  await git.run(["update-ref", "refs/heads/main", first]);
  const server = await startGithub({ directory: git.directory, branch: "main", now });
  return {
    server,
    git,
    folder,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
