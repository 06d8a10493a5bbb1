import { type BigIntStats, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NO_OBJECT, OBJECT_ID } from "./git";
import { EXAMPLE_REF, isLog, noRefs, putRef, type RefTable } from "./ref-names";

/** How old (ms) a file's time must be before an equal time means an equal file: clocks of file systems tick coarsely. */
const TICK = 50;

/** Folders with a ref for each request. */
const REQUEST_FOLDERS = ["refs/heads/requests", "refs/requests"];

interface Loose {
  print: string;
  id: string;
}

/**
 * Reads refs from git's files, in this process: starting git costs more than reading some hundred small files. It reads
 * synchronously, which takes microseconds a file; handing each to another thread and back takes ten times as long.
 */
export class RefFiles {
  private readonly main: string;
  private packed: { print: string; table: RefTable } | null = null;
  private loose = new Map<string, Loose>();

  constructor(
    private readonly directory: string,
    branch: string,
  ) {
    this.main = `refs/heads/${branch}`;
  }

  /**
   * What the refs point at now. Null when a file is none that git usually writes (a link to another ref, a broken one):
   * then git must be asked. A ref that moves meanwhile is seen as before or after; one that doesn't move is never missed.
   */
  read(): RefTable | null {
    // Files first: git writes a packed ref down before it removes the file, and deletes the packed one first.
    const loose = new Map<string, Loose>();
    for (const ref of this.names()) {
      const found = this.readLoose(ref);
      if (found === "strange") return null;
      if (found) loose.set(ref, found);
    }
    this.loose = loose;
    const packed = this.readPacked();
    const table: RefTable = { ...packed, branches: new Map(packed.branches), logs: new Map(packed.logs) };
    for (const [ref, { id }] of loose) putRef(table, this.main, ref, id);
    return table;
  }

  /** Numbers that have a file in the folder of the logs, whatever is in it. */
  loggedNumbers(): number[] {
    return this.names().flatMap((ref) => (isLog(ref) && isFile(join(this.directory, ref)) ? [numberOf(ref)] : []));
  }

  private names(): string[] {
    const numbered = REQUEST_FOLDERS.flatMap((folder) =>
      attempt(() => readdirSync(join(this.directory, folder)), []).flatMap((name) =>
        /^[1-9][0-9]{0,8}$/.test(name) ? [`${folder}/${name}`] : [],
      ),
    );
    return [this.main, EXAMPLE_REF, ...numbered];
  }

  private readLoose(ref: string): Loose | "strange" | null {
    const file = join(this.directory, ref);
    const stats = statsOf(file);
    if (!stats || stats.isDirectory()) return null;
    if (!stats.isFile()) return "strange";
    const print = printOf(stats);
    const known = this.loose.get(ref);
    if (known && known.print === print && isSettled(stats)) return known;
    const text = attempt(() => readFileSync(file, "latin1"), null);
    // Packed, or deleted, since the folder was listed.
    if (text === null) return null;
    const id = text.trimEnd();
    // What is read within a tick of being written is not known by its time.
    if (OBJECT_ID.test(id)) return { print: isSettled(stats) ? print : "", id };
    // Git passes a broken ref over and refuses to write it. A request's number must not be lost with it.
    return isLog(ref) && !id.startsWith("ref:") ? { print: "", id: NO_OBJECT } : "strange";
  }

  private readPacked(): RefTable {
    const file = join(this.directory, "packed-refs");
    const stats = statsOf(file);
    const print = stats && isSettled(stats) ? printOf(stats) : "";
    if (this.packed && print !== "" && this.packed.print === print) return this.packed.table;
    const table = noRefs();
    for (const line of attempt(() => readFileSync(file, "latin1"), "").split("\n")) {
      // Others are the header and what a tag was peeled to.
      if (line[40] === " ") putRef(table, this.main, line.slice(41), line.slice(0, 40));
    }
    this.packed = { print, table };
    return table;
  }
}

/** A text that differs when one of the files was replaced, and whether an equal one can be believed. */
export function fingerprintOf(files: readonly string[]): { print: string; settled: boolean } {
  const stats = files.map(statsOf);
  return {
    print: stats.map((found) => (found ? printOf(found) : "-")).join(" "),
    settled: stats.every((found) => found === null || isSettled(found)),
  };
}

const numberOf = (ref: string) => Number(ref.slice(ref.lastIndexOf("/") + 1));
const isFile = (file: string) => statsOf(file)?.isDirectory() === false;

function statsOf(file: string): BigIntStats | null {
  return attempt(() => lstatSync(file, { bigint: true, throwIfNoEntry: false }), null) ?? null;
}

const printOf = ({ ino, mtimeNs, size }: BigIntStats) => `${ino}.${mtimeNs}.${size}`;
const isSettled = ({ mtimeMs }: BigIntStats) => Number(mtimeMs) < Date.now() - TICK;

/** What `read` reads, or `otherwise` where there is nothing to read. */
function attempt<T, O>(read: () => T, otherwise: O): T | O {
  try {
    return read();
  } catch (error) {
    const gone = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    if (gone) return otherwise;
    throw error;
  }
}
