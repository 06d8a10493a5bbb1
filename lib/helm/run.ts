import "server-only";
import { execFile } from "node:child_process";

/** How a program ended. `code` is null when it was killed or never started; `stderr` then says why. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** The program's whole environment. */
  env: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** Milliseconds; the program is killed after them. */
  timeout?: number;
}

const LARGEST_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs a program with a list of arguments, never through a shell. In: path or name, arguments, environment.
 * Out: exit code and both outputs. It never rejects: a program that can't be started is a `Ran` without a code.
 */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      {
        // Node's type wants NODE_ENV to be there; a child process needs no such thing.
        env: options.env as NodeJS.ProcessEnv,
        cwd: options.cwd,
        timeout: options.timeout,
        maxBuffer: LARGEST_OUTPUT,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null;
        resolve({ code, stdout, stderr: code === null ? `${error?.message ?? ""}\n${stderr}`.trim() : stderr });
      },
    );
  });
}
