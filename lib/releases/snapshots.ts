import { BoundedMap } from "@/lib/domain/bounded-map";
import { parseCommit } from "./commit";
import type { Git } from "./git";
import { timeOf } from "./identity";
import { keepAnswer } from "./keep-answer";
import type { ObjectReader } from "./object-reader";
import { type FileState, NO_TABLES, TableSnapshot, withFiles } from "./snapshot";

/** Snapshots kept, so that a form's base or a page's older commit needs no second reading. */
const KEPT = 16;

interface Change {
  commit: string;
  changedAt: string;
}

/** Makes snapshots. The first lists every file; the next is moved on from it by the difference alone. */
export class Snapshots {
  private readonly known = new BoundedMap<string, Promise<TableSnapshot>>(KEPT);
  private newest: TableSnapshot | null = null;

  constructor(
    private readonly git: Git,
    private readonly objects: ObjectReader,
  ) {}

  /** Main at a commit, which must be one of its commits. */
  at(commit: string, isMain: boolean): Promise<TableSnapshot> {
    return keepAnswer(this.known, commit, async () => {
      const from = this.newest;
      const snapshot = (isMain && from && (await this.movedOn(from, commit))) || (await this.listed(commit));
      if (isMain) this.newest = snapshot;
      return snapshot;
    });
  }

  private async listed(commit: string): Promise<TableSnapshot> {
    const [{ at }, listing, changes] = await Promise.all([
      this.commit(commit),
      this.git.text(["ls-tree", "-r", "-z", "--full-tree", commit]),
      this.changes(commit),
    ]);
    const files = listing.split("\0").flatMap((line): FileState[] => {
      const [, mode = "", type, blob = "", path = ""] = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
      if (path === "") return [];
      const change = changes.get(path) ?? { commit, changedAt: at };
      return [{ path, blob, regular: isRegular(mode) && type === "blob", ...change }];
    });
    return new TableSnapshot(commit, at, withFiles(NO_TABLES, files), this.objects);
  }

  /** Null when the commit does not continue the snapshot's (somebody rewrote main). */
  private async movedOn(from: TableSnapshot, commit: string): Promise<TableSnapshot | null> {
    const { at, parents } = await this.commit(commit);
    const step = parents[0] === from.commit;
    if (!step && !(await this.continues(from.commit, commit))) return null;
    const [difference, changes] = await Promise.all([
      this.git.text(["diff-tree", "-r", "-z", "--no-renames", "--raw", from.commit, commit]),
      step ? new Map<string, Change>() : this.changes(`${from.commit}..${commit}`),
    ]);
    const files = new Map<string, FileState>();
    // A file that was changed and changed back is the same, but its newest commit is another.
    for (const [path, change] of changes) {
      const entry = from.entry(path);
      if (entry) files.set(path, { path, blob: entry.blob, regular: true, ...change });
    }
    const parts = difference.split("\0");
    for (let place = 0; place + 1 < parts.length; place += 2) {
      const [, mode = "", , blob = ""] = (parts[place] ?? "").split(" ");
      const path = parts[place + 1] ?? "";
      const change = changes.get(path) ?? { commit, changedAt: at };
      files.set(path, { path, blob: mode === "000000" ? null : blob, regular: isRegular(mode), ...change });
    }
    return new TableSnapshot(commit, at, withFiles(from.tables, files.values()), this.objects);
  }

  private async continues(old: string, young: string): Promise<boolean> {
    const asked = await this.git.run(["merge-base", "--is-ancestor", old, young], { answers: [0, 1] });
    return asked.code === 0;
  }

  /** The newest commit of main that changed each path, a merge counted as one. */
  private async changes(range: string): Promise<Map<string, Change>> {
    const format = "--format=%x01%H %ct";
    const text = await this.git.text([
      "log",
      "--first-parent",
      "-m",
      "-z",
      "--no-renames",
      "--name-only",
      format,
      range,
    ]);
    const changes = new Map<string, Change>();
    let change: Change | null = null;
    for (const part of text.split("\0")) {
      const [, commit, seconds, rest = ""] = /^\n?\x01([0-9a-f]{40}) (-?\d*)\n?([^]*)$/.exec(part) ?? [];
      if (commit !== undefined) change = { commit, changedAt: timeOf(seconds ?? "") };
      const path = commit === undefined ? part.replace(/^\n/, "") : rest;
      if (path !== "" && change && !changes.has(path)) changes.set(path, change);
    }
    return changes;
  }

  private async commit(id: string) {
    const found = await this.objects.object(id);
    if (found?.type !== "commit") throw new Error(`The releases repository has no commit ${id}. Run git fsck in it.`);
    return parseCommit(found.content);
  }
}

/** Modes of regular files; a link (120000) or another repository (160000) is none. */
const isRegular = (mode: string) => mode === "100644" || mode === "100755";
