import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { startKeeper } from "./keeper";

/** A program to start. */
export interface Start {
  /** Names its log, too. */
  name: string;
  path: string;
  args: readonly string[];
  /** Its whole environment; without it, a PATH and nothing else. */
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
}

/** A program that was started. */
export interface Running {
  name: string;
  /** The file that both of its outputs go to. */
  log: string;
  /** How it ended: `exit code 1`, `signal SIGKILL`, or why it never started. Null while it runs. */
  ended(): string | null;
  /** Resolves with the same when it has ended. */
  end: Promise<string>;
  /** Asks it to end, makes it after some seconds, and resolves when it is gone, with all that it started. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** True once somebody asked for its end. */
  wasStopped(): boolean;
}

/** Starts programs and ends exactly those. */
export interface Supervisor {
  /** A folder of the run's own. It is removed when the run ends. */
  folder: string;
  /** Throws once the supervisor is closed: what starts side by side may be late when another part of it failed. */
  start(program: Start): Running;
  /** Stops what still runs, last started first, and removes the folder. */
  close(): Promise<void>;
}

/** Milliseconds that a program gets to end by itself. */
const PATIENCE = 5_000;

/**
 * Opens a supervisor. In: a folder of its own. Each program leads a process group, and a keeper ends the groups
 * when this process is gone without having closed the supervisor.
 * @param died told of a program that ended without having been told to.
 */
export function openSupervisor(folder: string, died: (program: Running) => void = () => undefined): Supervisor {
  const logs = join(folder, "logs");
  mkdirSync(logs, { recursive: true });
  const keeper = startKeeper(folder);
  const started: Running[] = [];
  let closed = false;
  return {
    folder,
    start(program) {
      if (closed) throw new Error(`${program.name} was not started, because the run is over.`);
      const log = join(logs, `${program.name.replaceAll("/", "-")}.log`);
      const output = openSync(log, "a");
      const child = spawn(program.path, [...program.args], {
        // Node's type wants NODE_ENV to be there; a program needs no such thing.
        env: (program.env ?? { PATH: process.env.PATH }) as NodeJS.ProcessEnv,
        cwd: program.cwd ?? folder,
        detached: true,
        stdio: ["ignore", output, output],
      });
      closeSync(output);
      const { pid } = child;
      if (pid !== undefined) keeper.watch(pid);
      const running = watch(program.name, log, child);
      void running.end.then(() => {
        if (!running.wasStopped()) died(running);
        // What it started may live on in its group.
        signal(child, "SIGKILL");
        if (pid !== undefined) keeper.forget(pid);
      });
      started.push(running);
      return running;
    },
    async close() {
      closed = true;
      for (const running of started.reverse()) await running.stop();
      await keeper.dismiss();
    },
  };
}

function watch(name: string, log: string, child: ChildProcess): Running {
  let ended: string | null = null;
  let stopped = false;
  const end = once(child, "exit").then(
    ([code, by]: unknown[]) => (typeof by === "string" ? `signal ${by}` : `exit code ${String(code)}`),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  void end.then((how) => (ended = how));
  const endBy = async (first: NodeJS.Signals) => {
    stopped = true;
    if (ended === null) signal(child, first);
    const force = setTimeout(() => signal(child, "SIGKILL"), PATIENCE);
    await end;
    clearTimeout(force);
  };
  return {
    name,
    log,
    ended: () => ended,
    end,
    stop: () => endBy("SIGTERM"),
    kill: () => endBy("SIGKILL"),
    wasStopped: () => stopped,
  };
}

/** Sends a signal to the program and to all that it started. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is empty: nobody is left to hear it.
  }
}
