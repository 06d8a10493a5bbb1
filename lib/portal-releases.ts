import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { githubApiOf } from "@/lib/domain/github-api";
import type { Platform } from "@/lib/domain/platform";
import type { Service } from "@/lib/domain/service";
import { type Env, env } from "@/lib/env";
import { EXAMPLE_TENANT, exampleOf } from "@/lib/example";
import { log } from "@/lib/log";
import { type GithubOptions, openGithubReleases } from "@/lib/releases/github";
import type { Credentials } from "@/lib/releases/github/client";
import { openLocalReleases } from "@/lib/releases/local";
import type { Deps } from "@/lib/requests/deps";

/** How old (ms) what is shown of GitHub may be. Asking costs nothing of the hourly limit while nothing has changed. */
const MAX_AGE = 10_000;

/** A GitHub account's RBAC name, where platform.yaml names no prefix of its own. */
const USER_PREFIX = "github:";

type Opened = Pick<Deps, "releases" | "unreadable" | "example" | "github"> & {
  /** Something may have happened to it elsewhere: the next look asks. Absent where nothing does unseen. */
  hint?: () => void;
};

/** Opens the releases repository that the settings name: one on GitHub, or the portal's own. @throws Error with a sentence */
export async function openReleases(
  platform: Platform,
  services: readonly Pick<Service, "name" | "kind" | "title">[],
  now: () => Date,
): Promise<Opened> {
  const { githubReleases: github, dataDirectory, developmentSignIn } = env();
  if (github) {
    const opened = await openGithubReleases(await githubOptions(github, platform, dataDirectory, now));
    return { releases: opened, github: opened, hint: () => opened.hint() };
  }
  // Its owners are the development accounts; nobody else could do anything with it.
  const example = developmentSignIn ? exampleOf(platform, services) : null;
  const releases = await openLocalReleases({
    directory: join(dataDirectory, "releases.git"),
    branch: platform.branch,
    now,
    ...(example ? { example } : {}),
    onError: (error) => log("Housekeeping of the releases repository failed.", { why: String(error) }),
  });
  return {
    releases,
    unreadable: () => releases.unreadable(),
    example: {
      example: async () => ((await releases.example()) ? { tenants: [EXAMPLE_TENANT] } : null),
      removeExample: (by) => releases.removeExample(by),
    },
  };
}

/** What the adapter needs, with the secrets read from their files. */
export async function githubOptions(
  github: NonNullable<Env["githubReleases"]>,
  platform: Platform,
  dataDirectory: string,
  now: () => Date,
): Promise<GithubOptions> {
  const { access, apiUrl, sealFile } = github;
  return {
    directory: join(dataDirectory, "mirror.git"),
    server: platform.gitServer,
    apiUrl: apiUrl ?? githubApiOf(platform.gitServer),
    repository: platform.releasesRepository,
    branch: platform.branch,
    credentials: await credentialsOf(access),
    secret: await secretIn(sealFile),
    userPrefix: platform.identity.github?.userPrefix ?? USER_PREFIX,
    maxAge: MAX_AGE,
    now,
    report: (why) => (why === null ? log("GitHub answers again.") : log("GitHub can't be read.", { why })),
  };
}

/** What the portal signs in to GitHub with, read from its files. @throws Error with a sentence */
export async function credentialsOf(access: NonNullable<Env["githubReleases"]>["access"]): Promise<Credentials> {
  return "appId" in access
    ? { appId: access.appId, privateKey: await secretIn(access.privateKeyFile) }
    : { token: await secretIn(access.tokenFile) };
}

/** A secret that a setting names the file of. @throws Error with a sentence */
export async function secretIn(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`The portal can't read ${file}. Put the secret there, or correct the setting that names it.`);
  });
  if (text.trim() === "") throw new Error(`${file} is empty. Put the secret there.`);
  return text.trim();
}
