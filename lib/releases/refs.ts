import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { type Git, NO_OBJECT } from "./git";
import { GitSession } from "./git-session";
import { fingerprintOf, RefFiles } from "./ref-files";
import { noRefs, putRef, type RefTable, sameRefs } from "./ref-names";

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

/** `git update-ref` needs no greeting and leaves nothing behind. */
const QUIET = { greeting: "", farewell: "", ended: () => Promise.resolve() };

/** Reads and changes refs. Other git clients may change them at any time. */
export class RefStore {
  private known: { refs: Refs; print: string; settled: boolean } | null = null;
  private reading: Promise<Refs> | null = null;
  private committing: Promise<unknown> | null = null;
  private readonly main: string;
  private readonly watched: string[];
  private readonly files: RefFiles;
  private readonly session: GitSession;
  private readings = 0;

  constructor(
    private readonly git: Git,
    readonly branch: string,
  ) {
    this.main = `refs/heads/${branch}`;
    const directories = [dirname(this.main), "refs/heads", "refs/heads/requests", "refs/requests", "refs/portal"];
    this.watched = [...new Set(["packed-refs", ...directories])].map((name) => join(git.directory, name));
    this.files = new RefFiles(git.directory, branch);
    this.session = new GitSession(git, ["update-ref", "--stdin"], QUIET);
  }

  /**
   * All refs as they are now. They are read only when a file above them has another time than at the last reading (a
   * ref is replaced by renaming, which touches its folder), so asking often is cheap.
   */
  read(): Promise<Refs> {
    // Everybody who asks before the reading begins can share it.
    this.reading ??= this.quiet().then(() => {
      this.reading = null;
      return this.look();
    });
    return this.reading;
  }

  /** Waits for a change of ours that is being written: half of it would tell of something that never was. */
  private async quiet(): Promise<void> {
    do {
      await this.committing?.catch(() => undefined);
      await new Promise<void>((resolve) => setImmediate(resolve));
    } while (this.committing);
  }

  /**
   * Changes several refs at once, each only if it still is what `from` says. False when one is not: then none changed.
   * Order matters to a process that is killed: put first what the rest can be mended from. One change at a time.
   */
  async change(changes: readonly RefChange[]): Promise<boolean> {
    const lines = changes.map(({ ref, from, to }) =>
      to === null ? `delete ${ref} ${from ?? NO_OBJECT}` : `update ${ref} ${to} ${from ?? NO_OBJECT}`,
    );
    try {
      // Every lock is taken here; another client's push may make that wait. Nothing has changed yet.
      await this.session.ask(["start", ...lines, "prepare", ""].join("\n"), (line) => line === "prepare: ok");
      this.committing = this.session.askOn("commit\n", (line) => line === "commit: ok");
      await this.committing.finally(() => (this.committing = null));
      return true;
    } catch (error) {
      const now = await this.list();
      const is = (ref: string, id: string | null) => (now.get(ref) ?? null) === id;
      // Killed between its last change and its answer.
      if (changes.every(({ ref, to }) => is(ref, to))) return true;
      // Git ends the same way for everything; only a ref that really moved is an answer.
      if (changes.every(({ ref, from }) => is(ref, from))) throw error;
      return false;
    }
  }

  /** The refs as they are after a change of ours. What others did meanwhile shows at the next reading. */
  after(refs: Refs, changes: readonly RefChange[]): Refs {
    const table = { ...refs, branches: new Map(refs.branches), logs: new Map(refs.logs) };
    for (const { ref, to } of changes) putRef(table, this.main, ref, to);
    const version = createHash("sha1").update(refs.version).update(JSON.stringify(changes)).digest("hex");
    return this.keep({ ...table, version, sequence: this.next() }, { print: "", settled: false });
  }

  /** Ends git's process; later changes are refused. */
  close(): Promise<void> {
    return this.session.close();
  }

  private async look(): Promise<Refs> {
    const seen = fingerprintOf(this.watched);
    if (this.known?.settled && this.known.print === seen.print) return this.known.refs;
    const sequence = this.next();
    const table = this.files.read() ?? (await this.listed());
    // Somebody wrote what is known already: ourselves, mostly.
    if (this.known && sameRefs(this.known.refs, table)) return this.keep(this.known.refs, seen);
    const all = JSON.stringify([table.main, table.example, [...table.branches], [...table.logs]]);
    const version = createHash("sha1").update(all).digest("hex");
    return this.keep({ ...table, version, sequence }, seen);
  }

  private keep(refs: Refs, seen: { print: string; settled: boolean }): Refs {
    this.known = { refs, ...seen };
    return refs;
  }

  private next(): number {
    this.readings += 1;
    return this.readings;
  }

  private async listed(): Promise<RefTable> {
    const table = noRefs();
    for (const [ref, id] of await this.list()) putRef(table, this.main, ref, id);
    // Git passes over a ref that holds no id.
    for (const number of this.files.loggedNumbers()) if (!table.logs.has(number)) table.logs.set(number, NO_OBJECT);
    return table;
  }

  /** The refs that matter here and others beside them, by git itself. */
  private async list(): Promise<Map<string, string>> {
    const folders = ["refs/heads/requests/", "refs/requests/", "refs/portal/"];
    const text = await this.git.text(["for-each-ref", "--format=%(objectname) %(refname)", this.main, ...folders]);
    const lines = text.split("\n").filter((line) => line !== "");
    return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
  }
}
