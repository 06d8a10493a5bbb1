import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { startOf } from "./process-start";

/** A portal on another machine is taken for dead when its lock was not touched for this long (ms). */
const SILENCE = 60_000;
const TOUCH_EVERY = 15_000;
/** How long (ms) after a take-over the lock must still be ours. */
const SETTLED = 100;

interface Holder {
  pid: number;
  /** When the process started, as the kernel counts: a number that is used again means another process. */
  started: string;
  host: string;
}

/** Holds a repository for this process. */
export interface RepositoryLock {
  release(): Promise<void>;
}

/**
 * Takes the repository for this process: two portals on one repository would each trust a mutex of their own.
 * The lock of a process that is gone is taken over. Throws a sentence that says who has it.
 */
export async function lockRepository(directory: string): Promise<RepositoryLock> {
  const file = join(directory, "portal.lock");
  const mine: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  for (let tries = 0; ; tries += 1) {
    try {
      await writeFile(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
      if (tries === 0) break;
      // Two processes that start at once may both find the old lock stale, and one may remove the other's new one.
      await new Promise((done) => setTimeout(done, SETTLED));
      const holder = await readHolder(file);
      if (holder?.pid === mine.pid && holder.started === mine.started) break;
      continue;
    } catch (error) {
      if (!isExisting(error)) throw error;
    }
    const holder = await readHolder(file);
    if (tries > 3 || (holder && (await isAlive(holder, file))))
      throw new Error(
        `${directory} is in use by process ${holder?.pid ?? "unknown"} on ${holder?.host ?? "this machine"}. ` +
          `Only one portal may use a releases repository. Stop the other one, or if it is gone for good, delete ${file}.`,
      );
    await rm(file, { force: true });
  }
  const touch = setInterval(() => {
    const now = new Date();
    // When the file is gone the repository is too; nothing here can help.
    utimes(file, now, now).catch(() => undefined);
  }, TOUCH_EVERY);
  touch.unref();
  return {
    async release() {
      clearInterval(touch);
      await rm(file, { force: true });
    },
  };
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    // Only this file writes it, and it writes a Holder; half a file (a process killed while writing) does not parse.
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder, file: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < SILENCE;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return startOf(holder.pid) === holder.started;
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
