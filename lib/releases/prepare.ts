import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Git, OBJECT_ID } from "./git";
import { PORTAL } from "./identity";
import { CRASH_REPORT, KEPT_BY_WRITER, writeCommits } from "./object-writer";
import { branchOf } from "./ref-names";
import type { RefChange, RefStore } from "./refs";
import type { RequestLog } from "./request-log";

/** Git's minor version that this needs: 2.38 brought `merge-tree --write-tree`. */
const NEEDED = [2, 38] as const;

/** Throws a sentence when git is missing or too old. */
export async function checkGit(git: Git): Promise<void> {
  const text = await git.text(["version"]).catch(() => {
    throw new Error("The portal needs git 2.38 or newer, and found none on PATH. Install git.");
  });
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const enough = Number(major) > NEEDED[0] || (Number(major) === NEEDED[0] && Number(minor) >= NEEDED[1]);
  if (!enough) throw new Error(`The portal needs git 2.38 or newer, and found ${text}. Install a newer git.`);
}

/** Makes a bare repository of the folder if it is none. What is there already stays as it is. */
export async function createRepository(git: Git, branch: string): Promise<void> {
  await git.run(["init", "--quiet", "--bare", "--template=", "--object-format=sha1", `--initial-branch=${branch}`]);
  // People may push to main and to requests' branches; what was said about requests is the portal's to write.
  await git.run(["config", "--replace-all", "receive.hideRefs", "refs/requests"]);
  await git.run(["config", "--add", "receive.hideRefs", "refs/portal"]);
}

/**
 * Gives the branch a first, empty commit if it has none. Throws when there are requests already: then the branch was
 * lost or has another name, and to begin anew would hide everything that was merged.
 */
export async function startBranch(git: Git, branch: string, at: Date): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const { code } = await git.run(["rev-parse", "--verify", "--quiet", ref], { answers: [0, 1] });
  if (code === 0) return;
  if ((await git.text(["for-each-ref", "--count=1", "refs/requests/"])) !== "")
    throw new Error(
      `${git.directory} holds requests but no branch ${branch}. If it is called otherwise, say so in platform.yaml (branch). ` +
        `If it was lost, find its newest commit with git fsck --lost-found and set it with git update-ref ${ref} COMMIT.`,
    );
  const message = "Start the releases repository\n";
  const [first = ""] = await writeCommits(git, [
    { author: PORTAL, committer: PORTAL, at, message, parents: [], changes: [] },
  ]);
  await git.run(["update-ref", ref, first, "0".repeat(40)]);
}

/**
 * Removes locks that a killed git left on refs. This process alone runs git here, and nobody else's push
 * takes as long as `patience` (ms) to rename a file.
 */
export async function removeStaleLocks(directory: string, patience: number): Promise<void> {
  const locks = [
    ...(await lockFiles(join(directory, "refs"))),
    ...["packed-refs.lock", "HEAD.lock", "config.lock"].map((name) =>
      // The build would take this for a folder of the project and pack all of it.
      join(/* turbopackIgnore: true */ directory, name),
    ),
  ];
  for (const lock of locks) {
    const found = await stat(lock).catch(() => null);
    if (!found) continue;
    const age = Date.now() - found.mtimeMs;
    if (age < patience) await new Promise((resolve) => setTimeout(resolve, patience - Math.max(0, age)));
    await rm(lock, { force: true });
  }
}

/**
 * Removes what a killed writer of objects left: its report, and its marks on packs, which would keep them out of
 * housekeeping for good. A mark that anybody else made stays.
 */
export async function removeLeftovers(directory: string): Promise<void> {
  const reports = (await readdir(directory)).filter((name) => name.startsWith(CRASH_REPORT));
  await Promise.all(reports.map((name) => rm(join(/* turbopackIgnore: true */ directory, name), { force: true })));
  const packs = join(directory, "objects/pack");
  const marks = (await readdir(packs).catch(() => [])).filter((name) => name.endsWith(".keep"));
  await Promise.all(
    marks.map(async (name) => {
      const file = join(packs, name);
      const by = await readFile(file, "utf8").catch(() => "");
      if (by.trim() === KEPT_BY_WRITER) await rm(file, { force: true });
    }),
  );
}

/** Removes the files of requests' branches that hold no commit's id, as after a power cut: no branch can be made in their place. */
export async function removeBrokenBranches(directory: string): Promise<void> {
  const folder = join(directory, "refs/heads/requests");
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const text = await readFile(file, "latin1").catch(() => null);
      if (text !== null && !OBJECT_ID.test(text.trimEnd()) && !text.startsWith("ref: "))
        await rm(file, { force: true });
    }),
  );
}

async function lockFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return lockFiles(path);
      return entry.name.endsWith(".lock") ? [path] : [];
    }),
  );
  return found.flat();
}

/**
 * Makes branches agree with the logs, which tell the truth: an open request whose branch was never written gets it,
 * an ended one's branch goes. A branch that somebody moved is left to be noticed as theirs.
 */
export async function mendBranches(refs: RefStore, log: RequestLog): Promise<void> {
  const now = await log.follow(await refs.read());
  const changes = log.records().flatMap(({ number, end, tip }): RefChange[] => {
    const branch = now.branches.get(number);
    if (end === null && branch === undefined) return [{ ref: branchOf(number), from: null, to: tip }];
    if (end !== null && branch === tip) return [{ ref: branchOf(number), from: tip, to: null }];
    return [];
  });
  if (changes.length > 0) await refs.change(changes);
}
