import { writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { startedGithub } from "../../tests/support/github/started";
import type { platformCopy } from "./platform-copy";

/** A server in the shape of GitHub, and the settings with which a portal keeps its releases there. */
export type GithubWorld = Awaited<ReturnType<typeof startGithubWorld>>;

/** Starts the server, and has a copy of the platform name it. */
export async function startGithubWorld(platform: ReturnType<typeof platformCopy>) {
  const world = await startedGithub();
  const { server, folder } = world;
  // The helpers of a local repository take the one on GitHub.
  await symlink(join(folder, "hub.git"), join(folder, "releases.git"));
  platform.edit("platform.yaml", (text) =>
    text
      .replace(/^gitServer: .*$/m, `gitServer: ${server.url}`)
      .replace(/^releasesRepository: .*$/m, `releasesRepository: ${server.fullName}`),
  );
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const variables = {
    PLATFORM_DIR: platform.folder,
    GITHUB_APP_ID: server.accounts.appId,
    GITHUB_APP_PRIVATE_KEY_FILE: file("app.pem", server.accounts.privateKey),
    GITHUB_SEAL_FILE: file("seal", "a long random text"),
    GITHUB_API_URL: server.url,
    SESSION_SECRET_FILE: file("session", "x".repeat(40)),
  };
  return { ...world, variables, file };
}
