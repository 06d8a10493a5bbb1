import "server-only";
import { readUserToken } from "./session";
import { currentViewer, sessionCookie } from "./viewer";

/**
 * The GitHub token of the platform admin who asks, for reviews and merges under their own name. It is for the call that is
 * made with it, and for nothing that is kept, logged or answered.
 * @returns null for everybody else, for who is no platform admin any more, and when the token has ended.
 */
export async function adminGithubToken(): Promise<string | null> {
  const viewer = await currentViewer();
  return viewer?.platformAdmin ? readUserToken(await sessionCookie()) : null;
}
