import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import { generatedFiles } from "@/lib/cli/generated-files";
import type { Platform } from "@/lib/domain/platform";
import { git } from "./git";
import type { Served } from "./http-backend";

/** The platform repository as the local cluster sees it. */
export interface PlatformView extends Served {
  refresh(): Promise<void>;
  /** platform.yaml, with the repositories where this machine serves them. */
  platform(): Platform;
  /** A folder with all files as they are served. */
  files: string;
}

export interface ViewOptions {
  /** The checkout whose HEAD is shown. */
  checkout: string;
  /** A folder of the view's own. */
  folder: string;
  /** Takes the place of platform.yaml's `gitServer`. */
  gitServer: string;
}

/** What is compiled anew: only these name repositories. */
const COMPILED = ["definitions/", "deploy/argocd/"];

const AUTHOR = { name: "Local cluster", email: "local-cluster@localhost.invalid" };

/**
 * Shows a checkout's HEAD under the platform's branch, with one commit on top, in which everything that names a
 * repository is compiled for where this machine serves it. What isn't committed is not in it; a new HEAD is, from the
 * next time on that somebody asks. The same HEAD gives the same commit.
 */
export async function openPlatformView({ checkout, folder, gitServer }: ViewOptions): Promise<PlatformView> {
  const directory = join(folder, "platform.git");
  const files = join(folder, "platform");
  const own = { GIT_DIR: directory, GIT_WORK_TREE: files };
  const common = await git(["-C", checkout, "rev-parse", "--path-format=absolute", "--git-common-dir"]);
  await git(["init", "--quiet", "--bare", directory]);
  await writeFile(join(directory, "objects", "info", "alternates"), `${join(common, "objects")}\n`);

  const show = async (head: string): Promise<Platform> => {
    // Where the checkout's own history ends: a test machine may have cloned one commit alone.
    await copyFile(join(common, "shallow"), join(directory, "shallow")).catch(() => undefined);
    await rm(files, { recursive: true, force: true });
    await mkdir(files);
    await git(["read-tree", head], own);
    await git(["checkout-index", "--all"], own);
    const { platform, problems } = await readPlatform(files);
    if (!platform) throw new Error(`platform.yaml of ${head} can't be used: ${problems[0]?.message ?? ""}`);
    const local = { ...platform, gitServer };
    const generated = await generatedFiles(files, local);
    const changed = generated.filter(({ path }) => COMPILED.some((room) => path.startsWith(room)));
    for (const { path, text } of changed) {
      await mkdir(dirname(join(files, path)), { recursive: true });
      await writeFile(join(files, path), text);
    }
    await git(["add", "--", ...changed.map(({ path }) => path)], own);
    const tree = await git(["write-tree"], own);
    const date = await git(["show", "--no-patch", "--format=%cI", head], own);
    const message = `Show ${head} with the repositories that this machine serves`;
    const commit = await git(["commit-tree", tree, "-p", head, "-m", message], {
      ...own,
      GIT_AUTHOR_NAME: AUTHOR.name,
      GIT_AUTHOR_EMAIL: AUTHOR.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: AUTHOR.name,
      GIT_COMMITTER_EMAIL: AUTHOR.email,
      GIT_COMMITTER_DATE: date,
    });
    await git(["update-ref", `refs/heads/${platform.branch}`, commit], own);
    await git(["symbolic-ref", "HEAD", `refs/heads/${platform.branch}`], own);
    return local;
  };

  const headNow = () => git(["-C", checkout, "rev-parse", "HEAD"]);
  let shown = await headNow();
  let platform = await show(shown);
  // Several clients ask at once, and one folder is compiled in.
  let last: Promise<unknown> = Promise.resolve();
  return {
    directory,
    files,
    branch: platform.branch,
    platform: () => platform,
    refresh() {
      const next = last
        .catch(() => undefined)
        .then(async () => {
          const head = await headNow();
          if (head === shown) return;
          platform = await show(head);
          shown = head;
        });
      last = next;
      return next;
    },
  };
}
