import "server-only";
import { env } from "@/lib/env";
import { readUserToken } from "./session";
import { currentViewer, sessionCookie } from "./viewer";

/**
 * The GitHub token of the platform admin who asks, for reviews and merges under their own name. It is for the call that is
 * made with it, and for nothing that is kept, logged or answered.
 * @param gitServer where requests are kept: another server than the one that the token is of is not shown it
 * @returns null for everybody else, for who is no platform admin any more, when the token has ended, and where requests are
 *   not kept on GitHub
 */
export async function adminGithubToken(gitServer: string): Promise<string | null> {
  const { github, githubReleases } = env();
  if (github === null || githubReleases === null || new URL(github.url).origin !== new URL(gitServer).origin)
    return null;
  const viewer = await currentViewer();
  return viewer?.platformAdmin ? readUserToken(await sessionCookie()) : null;
}
