import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Git, NO_OBJECT } from "./git";

/** The branch of an open request: what people see, fetch and may push to. */
export const branchOf = (number: number) => `refs/heads/requests/${number}`;
/** A request's log: its events, one commit each. What it says is the truth about the request. */
export const logOf = (number: number) => `refs/requests/${number}`;
/** Present while the example is: the commit that brought it. */
export const EXAMPLE_REF = "refs/portal/example";

/** The refs that matter here, as they were at one moment. */
export interface Refs {
  /** Differs whenever any of them does. */
  version: string;
  /** Counts readings: a higher one is at least as new. */
  sequence: number;
  main: string;
  branches: ReadonlyMap<number, string>;
  logs: ReadonlyMap<number, string>;
  example: string | null;
}

export interface RefChange {
  ref: string;
  /** What it is now; null when it must not exist. */
  from: string | null;
  /** What it becomes; null deletes it. */
  to: string | null;
}

/** Only names that the portal would give; a branch like requests/draft is somebody else's. */
const REQUEST_REF = /^refs\/(heads\/requests|requests)\/([1-9][0-9]{0,8})$/;

/** How old (ms) a file's time must be before an equal time means an equal file: clocks of file systems tick coarsely. */
const TICK = 50;

/** Reads and changes refs. Other git clients may change them at any time. */
export class RefStore {
  private known: { refs: Refs; print: string; settled: boolean } | null = null;
  private readonly watched: string[];
  private readings = 0;

  constructor(
    private readonly git: Git,
    readonly branch: string,
  ) {
    const directories = [dirname(`refs/heads/${branch}`), "refs/heads", "refs/heads/requests", "refs/requests"];
    this.watched = [...new Set(["packed-refs", ...directories, "refs/portal"])].map((name) =>
      join(git.directory, name),
    );
  }

  /**
   * All refs as they are now. Git is asked only when a file below has another time than at the last reading (a ref
   * is replaced by renaming, which touches its folder), so asking often is cheap.
   */
  async read(): Promise<Refs> {
    const { print, newest } = await this.fingerprint();
    if (this.known?.settled && this.known.print === print) return this.known.refs;
    const settled = newest < Date.now() - TICK;
    const refs = await this.list();
    this.known = { refs, print, settled };
    return refs;
  }

  /**
   * Changes several refs at once, each only if it still is what `from` says. False when one is not: then none changed.
   * Order matters to a process that is killed: put first what the rest can be mended from.
   */
  async change(changes: readonly RefChange[]): Promise<boolean> {
    const lines = changes.map(({ ref, from, to }) =>
      to === null ? `delete ${ref} ${from ?? NO_OBJECT}` : `update ${ref} ${to} ${from ?? NO_OBJECT}`,
    );
    // With an explicit `commit`, half of an input that was cut off changes nothing.
    const input = ["start", ...lines, "prepare", "commit", ""].join("\n");
    try {
      await this.git.run(["update-ref", "--stdin"], { input });
      return true;
    } catch (error) {
      const now = await this.list();
      // Git ends the same way for everything; only a ref that really moved is an answer.
      if (changes.every(({ ref, from }) => (now.all.get(ref) ?? null) === from)) throw error;
      return false;
    }
  }

  /** The refs as they are after a change of ours, without asking git again. */
  after(refs: Refs, changes: readonly RefChange[]): Refs {
    this.readings += 1;
    const branches = new Map(refs.branches);
    const logs = new Map(refs.logs);
    let { main, example } = refs;
    for (const { ref, to } of changes) {
      const [, kind, number] = REQUEST_REF.exec(ref) ?? [];
      if (kind !== undefined) {
        const map = kind === "requests" ? logs : branches;
        if (to === null) map.delete(Number(number));
        else map.set(Number(number), to);
      } else if (ref === EXAMPLE_REF) example = to;
      else if (to !== null) main = to;
    }
    const version = createHash("sha1").update(refs.version).update(JSON.stringify(changes)).digest("hex");
    return { version, sequence: this.readings, main, branches, logs, example };
  }

  private async fingerprint(): Promise<{ print: string; newest: number }> {
    const stats = await Promise.all(this.watched.map((file) => stat(file, { bigint: true }).catch(() => null)));
    const print = stats.map((found) => (found ? `${found.ino}.${found.mtimeNs}.${found.size}` : "-")).join(" ");
    return { print, newest: Math.max(0, ...stats.map((found) => (found ? Number(found.mtimeMs) : 0))) };
  }

  private async list(): Promise<Refs & { all: Map<string, string> }> {
    this.readings += 1;
    const sequence = this.readings;
    const text = await this.git.text([
      "for-each-ref",
      "--format=%(objectname) %(refname)",
      `refs/heads/${this.branch}`,
      "refs/heads/requests/",
      "refs/requests/",
      "refs/portal/",
    ]);
    const all = new Map<string, string>();
    const branches = new Map<number, string>();
    const logs = new Map<number, string>();
    for (const line of text.split("\n")) {
      const id = line.slice(0, 40);
      const ref = line.slice(41);
      if (ref === "") continue;
      all.set(ref, id);
      const [, kind, number] = REQUEST_REF.exec(ref) ?? [];
      if (kind === "requests") logs.set(Number(number), id);
      else if (kind !== undefined) branches.set(Number(number), id);
    }
    return {
      all,
      sequence,
      version: createHash("sha1").update(text).digest("hex"),
      main: all.get(`refs/heads/${this.branch}`) ?? NO_OBJECT,
      branches,
      logs,
      example: all.get(EXAMPLE_REF) ?? null,
    };
  }
}
