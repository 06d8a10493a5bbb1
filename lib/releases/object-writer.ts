import type { Person } from "@/lib/domain/viewer";
import type { Git } from "./git";
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

/**
 * Writes commits, with the trees and blobs they need, and returns their ids in order. One process, however many.
 * No ref points at them yet: a process that is killed here leaves nothing but garbage for git to collect.
 */
export async function writeCommits(git: Git, commits: readonly NewCommit[]): Promise<string[]> {
  const parts: (string | Buffer)[] = ["feature done\n"];
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
  commits.forEach((_, place) => parts.push(`reset ${scratch(place)}\nfrom ${"0".repeat(40)}\n\n`));
  commits.forEach((_, place) => parts.push(`get-mark ${mark(place)}\n`));
  parts.push("done\n");
  const input = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : part)));
  const ids = (await git.text(["fast-import", "--quiet", "--date-format=raw"], { input })).split("\n");
  if (ids.length !== commits.length) throw new Error("git fast-import did not name the commits that it wrote.");
  return ids;
}

const mark = (place: number) => `:${place + 1}`;
const scratch = (place: number) => `refs/portal/scratch/${place + 1}`;
