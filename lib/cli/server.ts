import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { type Env, LOOPBACK } from "@/lib/env";
import { builtPortal } from "./build";

/** Milliseconds that a started portal gets to answer, and a stopping one to finish what it does. */
const PATIENCE = { start: 60_000, stop: 10_000 };

/** Milliseconds that an idle connection is kept: longer than a proxy in front keeps its own, or that one sends into a closed one. */
const KEEP_ALIVE = 75_000;

/** A portal in a process of its own. */
export interface Server {
  /** Resolves true once it says that it is well, false when it ends before or takes longer than a minute. */
  ready(): Promise<boolean>;
  /** Lets it finish what it does, ends it with force after ten seconds, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Resolves when it is gone. */
  ended: Promise<unknown>;
  /** From now on, what it prints is printed; what it printed so far as well, but for Next's greeting. */
  release(): void;
}

/**
 * Starts the built portal.
 * @param env the settings that `variables` mean; `address` must be there.
 * @param variables the environment of the new process.
 */
export function serve(root: string, env: Env & { address: string }, variables: NodeJS.ProcessEnv): Server {
  const { address, port, dataDirectory, platformDirectory } = env;
  const child = spawn(process.execPath, ["server.js"], {
    cwd: builtPortal(root),
    env: {
      ...variables,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORTAL_ADDRESS: address,
      HOSTNAME: address,
      PORT: String(port),
      KEEP_ALIVE_TIMEOUT: String(KEEP_ALIVE),
      // Said whole, because the server works in the folder of its own.
      DATA_DIR: dataDirectory,
      PLATFORM_DIR: platformDirectory,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  return {
    ready: () => Promise.race([answers(env, child), ended.then(() => false)]),
    stop: async () => {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), PATIENCE.stop);
      await ended;
      clearTimeout(force);
    },
    ended,
    release: holdBack(child),
  };
}

/** Keeps the server's greeting back: it names an address under which the portal does not answer. */
function holdBack(child: ChildProcess): () => void {
  let held: string[] | null = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    if (held) held.push(text);
    else process.stdout.write(text);
  });
  return () => {
    const lines = held?.join("").split("\n") ?? [];
    held = null;
    for (const line of lines.filter((text) => !/Next\.js|Local:|Network:|Ready in|^\s*$/.test(text))) console.log(line);
  };
}

/** Asks until it is well; not any more once the process has ended, or whoever started it would wait for nothing. */
async function answers(env: Env & { address: string }, child: ChildProcess): Promise<boolean> {
  for (const until = Date.now() + PATIENCE.start; running(child) && Date.now() < until; ) {
    if (await isHealthy(env)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

function running({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function isHealthy({ address, port, publicUrl }: Env & { address: string }): Promise<boolean> {
  // "Every address" is none that can be called; the loopback one is among them.
  const host = address === "0.0.0.0" || address === "::" ? LOOPBACK : address;
  return new Promise((resolve) => {
    get({ host, port, path: "/readyz", headers: { host: publicUrl.host }, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on("error", () => resolve(false));
  });
}
