import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../lib/cli/port";
import { processOf } from "./releases";
import { ROOT } from "./root";

/** A portal as `make run` starts it: the production build in a process of its own. */
export interface RunningPortal {
  /** `http://localhost:41234` */
  url: string;
  port: number;
  dataDirectory: string;
  /** What it printed so far, both streams. */
  log(): string;
  /** Tells it to stop as Ctrl-C does; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends the serving process with SIGKILL and waits until the command that started it is gone too. */
  kill(): Promise<number | null>;
}

/** Where to keep what, for a portal that a test starts more than once. */
export interface Place {
  port: number;
  dataDirectory: string;
}

/** A free port and a fresh folder. */
export async function newPlace(): Promise<Place> {
  return { port: await freePort(), dataDirectory: await mkdtemp(join(tmpdir(), "portal-")) };
}

/** Takes a place's folder away. */
export async function leave(place: Place): Promise<void> {
  await rm(place.dataDirectory, { recursive: true, force: true });
}

/**
 * Runs `make run`'s command with these variables until it ends or says that the portal is there.
 * @param root the repository, or a copy of it.
 * @returns the portal, or what the command printed and its exit code when it ended instead.
 */
export async function tryStart(
  { port, dataDirectory }: Place,
  variables: Record<string, string> = {},
  root = ROOT,
): Promise<RunningPortal | { code: number | null; log: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "lib/cli/main.ts"), "run"], {
    cwd: root,
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(root, "tsconfig.cli.json"),
      PORTAL_URL: "",
      PORT: String(port),
      DATA_DIR: dataDirectory,
      // Whoever runs the tests may have a cluster at hand; no test has asked for it.
      CLUSTER: "simulated",
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that fails before it stops its portal must not leave it behind.
  const leaveNone = () => child.kill("SIGTERM");
  process.once("exit", leaveNone);
  let log = "";
  const exit = once(child, "exit").then(([code]: unknown[]) => (typeof code === "number" ? code : null));
  void exit.then(() => process.off("exit", leaveNone));
  const started = new Promise<"started">((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        if (log.includes("The portal is at ")) resolve("started");
      });
  });
  const first = await Promise.race([started, exit]);
  if (first !== "started") return { code: first, log };
  return {
    url: `http://localhost:${port}`,
    port,
    dataDirectory,
    log: () => log,
    stop: () => {
      child.kill("SIGINT");
      return exit;
    },
    kill: () => {
      process.kill(processOf(dataDirectory), "SIGKILL");
      return exit;
    },
  };
}

/** Starts a portal; throws what it printed when it does not start. */
export async function startPortal(
  place: Place,
  variables: Record<string, string> = {},
  root = ROOT,
): Promise<RunningPortal> {
  const result = await tryStart(place, variables, root);
  if ("url" in result) return result;
  throw new Error(`The portal did not start.\n${result.log}`);
}
