import { join } from "node:path";
import type { GithubServer } from "@/tests/support/github/server";
import { startedGithub } from "@/tests/support/github/started";
import type { Harness } from "./contract-bench";
import { type GithubOptions, type GithubReleases, openGithubReleases } from "./github";
import type { Patience } from "./github/client";
import { handClient } from "./local-harness";

/** Waits that a test can afford. */
export const BRISK: Patience = { answer: 2000, unit: 5, wait: 15 };

/** The adapter on a server in the shape of GitHub, with a repository of its own. */
export async function githubHarness(
  changes: Partial<GithubOptions> = {},
): Promise<Harness & { releases: GithubReleases; server: GithubServer; open(name: string): Promise<GithubReleases> }> {
  const now = () => new Date();
  const world = await startedGithub(now);
  const { server, git, folder } = world;
  const { appId, privateKey } = server.accounts;
  const opened: GithubReleases[] = [];
  const open = async (name: string) => {
    const releases = await openGithubReleases({
      directory: join(folder, name),
      server: server.url,
      apiUrl: server.url,
      repository: server.fullName,
      branch: "main",
      credentials: { appId, privateKey },
      secret: "a secret of the tests",
      userPrefix: "github:",
      maxAge: 0,
      now,
      patience: BRISK,
      ...changes,
    });
    opened.push(releases);
    return releases;
  };
  let releases = await open("mirror.git");
  const branchOf = (number: number) =>
    server.pulls.all.find((pull) => pull.number === number)?.branch ?? `by-hand-${number}`;
  return {
    get releases() {
      return releases;
    },
    server,
    hand: handClient(git.directory, now, branchOf),
    open,
    async reopen() {
      await releases.close();
      releases = await open(`mirror-${opened.length}.git`);
      return releases;
    },
    async close() {
      await Promise.all(opened.map((one) => one.close()));
      await world.close();
    },
  };
}
