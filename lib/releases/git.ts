import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** Where a git binary is usually found; used when the caller hands in no PATH. */
const USUAL_PATH = "/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin";

const SETTINGS = {
  // Nobody's hooks run inside the portal, and no command starts housekeeping of its own.
  "core.hooksPath": "/dev/null",
  "gc.auto": "0",
  // What a write makes stays one small pack: unpacking it into loose files costs a process and a flush for each of them.
  "fastimport.unpackLimit": "1",
  // How long (ms) to wait for another client's push to let go of a ref.
  "core.filesRefLockTimeout": "3000",
  "core.packedRefsTimeout": "5000",
};

/** Settings as variables: they count like `-c` on the command line, for the commands that git starts too. */
function asVariables(settings: Record<string, string>): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(Object.keys(settings).length) };
  Object.entries(settings).forEach(([key, value], place) => {
    variables[`GIT_CONFIG_KEY_${place}`] = key;
    variables[`GIT_CONFIG_VALUE_${place}`] = value;
  });
  return variables;
}

/** A git command that ended in a way nobody planned for: a bug, a full disk, a damaged repository. */
export class GitError extends Error {
  override readonly name = "GitError";

  constructor(args: readonly string[], code: number | null, stderr: string) {
    super(`git ${args[0] ?? ""} ended with ${code ?? "a signal"}: ${stderr.trim() || "no message"}`);
  }
}

export interface GitOutput {
  code: number;
  stdout: Buffer;
}

export interface RunOptions {
  input?: string | Buffer;
  /** Exit codes that are an answer; any other throws. Default: 0 alone. */
  answers?: readonly number[];
  /** Settings for this command alone; a secret among them is on no command line. */
  settings?: Record<string, string>;
}

/**
 * The git binary on one bare repository. There is no shell, and nothing of the person's or machine's configuration:
 * the same command does the same thing on every machine.
 */
export class Git {
  private readonly env: Record<string, string>;
  private readonly running = new Set<ChildProcessWithoutNullStreams>();

  constructor(
    readonly directory: string,
    path: string = USUAL_PATH,
  ) {
    this.env = {
      PATH: path,
      LC_ALL: "C",
      TZ: "UTC",
      GIT_DIR: directory,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
      // Refs are watched, and read, as files.
      GIT_DEFAULT_REF_FORMAT: "files",
    };
  }

  /** Starts a command and hands out the process; the caller watches its end. */
  start(args: readonly string[], settings: Record<string, string> = {}): ChildProcessWithoutNullStreams {
    // Next's types want a NODE_ENV in every environment; git has no use for one.
    const env = { ...this.env, ...asVariables({ ...SETTINGS, ...settings }) } as unknown as NodeJS.ProcessEnv;
    const child = spawn("git", args, { env, stdio: ["pipe", "pipe", "pipe"] });
    this.running.add(child);
    child.once("close", () => this.running.delete(child));
    return child;
  }

  /** Runs a command to its end. Throws a GitError for an exit code that is not among `answers`. */
  run(args: readonly string[], { input, answers = [0], settings }: RunOptions = {}): Promise<GitOutput> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, settings);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      child.once("error", (error) => reject(error));
      child.once("close", (code) => {
        if (code !== null && answers.includes(code)) resolve({ code, stdout: Buffer.concat(stdout) });
        else reject(new GitError(args, code, Buffer.concat(stderr).toString("utf8")));
      });
      // A command that ends early closes the pipe; its exit code tells the story.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input ?? "");
    });
  }

  /** Runs a command and returns what it printed, without the last line break. */
  async text(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { stdout } = await this.run(args, options);
    return stdout.toString("utf8").replace(/\n$/, "");
  }

  /** Ends every command that still runs. Commands are safe to end: refs change in transactions or not at all. */
  stop(): void {
    for (const child of this.running) child.kill("SIGTERM");
  }
}

/** A full object id. Whatever comes from outside is checked with this before git sees it. */
export const OBJECT_ID = /^[0-9a-f]{40}$/;

/** The id that means "no object" to git. */
export const NO_OBJECT = "0".repeat(40);
