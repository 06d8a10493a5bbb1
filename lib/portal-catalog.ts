import "server-only";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openMirrorCatalog, type PlatformRepository } from "@/lib/catalog/mirror";
import type { CatalogReader } from "@/lib/catalog/port";
import { workingTreeCatalog } from "@/lib/catalog/working-tree";
import { PortalError } from "@/lib/domain/errors";
import type { Env } from "@/lib/env";
import { log } from "@/lib/log";
import { credentialsOf } from "@/lib/portal-releases";
import { Git, GitError } from "@/lib/releases/git";
import { fetchFailure, gitFetch } from "@/lib/releases/git-fetch";
import { Client, PATIENCE } from "@/lib/releases/github/client";
import { checkGit } from "@/lib/releases/prepare";

/** The commit that was good last. */
const GOOD = "refs/portal/good";

/** Opens what the settings say to read charts from: a mirror of the platform repository, or the files beside the portal. */
export async function openCatalog(
  env: Pick<Env, "dataDirectory" | "platformDirectory" | "platformRepository" | "githubReleases">,
  now: () => Date,
): Promise<CatalogReader> {
  const { platformRepository: settings } = env;
  if (settings === null) return workingTreeCatalog(env.platformDirectory);
  const access = settings.isGithub ? env.githubReleases?.access : undefined;
  const client = access
    ? new Client({
        apiUrl: settings.apiUrl,
        repository: new URL(settings.url).pathname.replace(/^\/|\.git$/g, ""),
        credentials: await credentialsOf(access),
        patience: PATIENCE,
      })
    : null;
  return openMirrorCatalog({
    repository: await openPlatformRepository({
      directory: join(env.dataDirectory, "platform.git"),
      url: settings.url,
      branch: settings.branch,
      token: () => client?.gitToken() ?? Promise.resolve(null),
    }),
    every: settings.every,
    now,
    report: (why) =>
      why === null
        ? log("The newest commit of the platform repository is in use.")
        : log("The newest commit of the platform repository is not in use.", { why }),
  });
}

/** The mirror of a platform repository; its folder is made on the first start. */
export async function openPlatformRepository({
  directory,
  url,
  branch,
  token,
}: {
  directory: string;
  url: string;
  branch: string;
  /** What git signs in with; null: nothing. */
  token: () => Promise<string | null>;
}): Promise<PlatformRepository> {
  const git = new Git(directory);
  await checkGit(git);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await git.run(["init", "--bare", "--quiet", `--initial-branch=${branch}`, directory]);
  const commitAt = async (ref: string) =>
    (await git.text(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], { answers: [0, 1] })) || null;
  return {
    directory,
    url,
    branch,
    async fetch() {
      const specs = [`+refs/heads/${branch}:refs/heads/${branch}`];
      await gitFetch(git, { url, specs, token: await token() }).catch((error: unknown) => {
        throw error instanceof GitError ? asSentence(error, branch) : error;
      });
    },
    commits: async () => ({ newest: await commitAt(`refs/heads/${branch}`), good: await commitAt(GOOD) }),
    keep: async (commit) => {
      await git.run(["update-ref", GOOD, commit]);
    },
    async layOut(commit, folder) {
      // A link could lead out of the folder: it becomes a file that says where it led.
      const settings = { "core.symlinks": "false" };
      // What a killed process left of its own.
      await Promise.all(
        ["index", "index.lock"].map((name) => rm(join(/* turbopackIgnore: true */ directory, name), { force: true })),
      );
      const found = await git.text(["ls-tree", "--name-only", commit, "platform.yaml", "charts"]);
      const paths = found.split("\n").filter((path) => path !== "");
      if (paths.length > 0) await git.run(["--work-tree", folder, "checkout", commit, "--", ...paths], { settings });
    },
  };
}

function asSentence(error: GitError, branch: string): PortalError {
  const { kind, why } = fetchFailure(error.message);
  const text = {
    refused:
      "The portal may not read the platform repository. Give the App or token of the releases the right to read its contents, or make it readable to everybody.",
    absent: `There is no platform repository at PLATFORM_REPOSITORY_URL, or the portal may not see it, or it has no branch ${branch}.`,
    other: `The platform repository can't be fetched (${why}).`,
  }[kind];
  return Object.assign(new PortalError("unavailable", text), { cause: error });
}
