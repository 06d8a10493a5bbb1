import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Person } from "@/lib/domain/viewer";
import type { Git } from "./git";
import { GitSession } from "./git-session";
import { identity } from "./identity";

/** A file to put into a commit: new text, an object that is there already, or null to take it out (a folder too). */
export type FileChange = { path: string } & ({ text: string } | { blob: string } | { gone: true });

export interface NewCommit {
  author: Person;
  committer: Person;
  at: Date;
  message: string;
  /** The first parent gives the tree. A number means the commit at that place in the same list. */
  parents: readonly (string | number)[];
  changes: readonly FileChange[];
  /** The tree to start from instead of the first parent's; null is an empty one. */
  tree?: string | null;
}

/** How a file begins in which fast-import reports that it ended early. */
export const CRASH_REPORT = "fast_import_crash_";
/** What fast-import writes into the mark of a pack that it still holds. */
export const KEPT_BY_WRITER = "fast-import";

const ARGS = ["fast-import", "--quiet", "--date-format=raw"];
/** Without its `done` an input counts as cut off, and no ref is touched. */
const GREETING = "feature done\n";
const FAREWELL = "done\n";
/** What git says once a checkpoint is on the disk. */
const WRITTEN = "progress written";

/** Writes commits in a process of its own: for the few that are written before a repository is open, and by tests. */
export async function writeCommits(git: Git, commits: readonly NewCommit[]): Promise<string[]> {
  const writer = new ObjectWriter(git);
  try {
    return await writer.write(commits);
  } finally {
    await writer.close();
  }
}

/**
 * Writes commits, with the trees and blobs they need, through one long-lived `git fast-import`. Each write is one small
 * pack, on the disk and there for every git process before it is answered; git keeps these packs out of every
 * housekeeping until `rest`. One write at a time.
 */
export class ObjectWriter {
  private readonly session: GitSession;

  constructor(git: Git) {
    const ended = (pid: number | undefined) => rm(join(git.directory, `${CRASH_REPORT}${pid}`), { force: true });
    this.session = new GitSession(git, ARGS, { greeting: GREETING, farewell: FAREWELL, ended });
  }

  /**
   * Writes commits and returns their ids in order. No ref points at them yet: a process that is killed here leaves
   * nothing but garbage for git to collect.
   */
  async write(commits: readonly NewCommit[]): Promise<string[]> {
    const ids = (await this.session.ask(orderOf(commits), (line) => line === WRITTEN)).slice(0, -1);
    if (ids.length !== commits.length) throw new Error("git fast-import did not name the commits that it wrote.");
    return ids;
  }

  /** Lets go of the packs written so far, so that they can be gathered. Not while something is written. */
  rest(): Promise<void> {
    return this.session.end();
  }

  /** Ends the process; later writes are refused. */
  close(): Promise<void> {
    return this.session.close();
  }
}

/** The commits in fast-import's language. */
function orderOf(commits: readonly NewCommit[]): Buffer {
  const parts: (string | Buffer)[] = [];
  const data = (text: string) => {
    const bytes = Buffer.from(text, "utf8");
    parts.push(`data ${bytes.length}\n`, bytes, "\n");
  };
  commits.forEach((commit, place) => {
    const [first, ...others] = commit.parents.map((parent) => (typeof parent === "number" ? mark(parent) : parent));
    parts.push(`commit ${scratch(place)}\nmark ${mark(place)}\n`);
    parts.push(`author ${identity(commit.author, commit.at)}\n`);
    parts.push(`committer ${identity(commit.committer, commit.at)}\n`);
    data(commit.message);
    // A commit that starts with `merge` alone takes over no tree.
    if (first !== undefined) parts.push(commit.tree === null ? `merge ${first}\n` : `from ${first}\n`);
    for (const parent of others) parts.push(`merge ${parent}\n`);
    if (commit.tree) parts.push(`M 040000 ${commit.tree} ""\n`);
    for (const change of commit.changes) {
      if ("gone" in change) parts.push(`D ${change.path}\n`);
      else if ("blob" in change) parts.push(`M 100644 ${change.blob} ${change.path}\n`);
      else {
        parts.push(`M 100644 inline ${change.path}\n`);
        data(change.text);
      }
    }
    parts.push("\n");
  });
  // A branch that is reset to nothing is never written: fast-import serves as a writer of objects alone.
  commits.forEach((_, place) => parts.push(`reset ${scratch(place)}\n\n`));
  commits.forEach((_, place) => parts.push(`get-mark ${mark(place)}\n`));
  parts.push(`checkpoint\n\n${WRITTEN}\n\n`);
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : part)));
}

const mark = (place: number) => `:${place + 1}`;
const scratch = (place: number) => `refs/portal/scratch/${place + 1}`;
