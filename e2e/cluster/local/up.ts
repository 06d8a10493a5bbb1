import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { type ClusterPlace, deathsIn, localClusterFolder, readLocalCluster } from "@/lib/cli/local-cluster";
import { exampleOf } from "@/lib/example";
import { openLocalReleases } from "@/lib/releases/local";
import { ROOT } from "../../harness/root";
import { CHAIN_NEEDS } from "../plane/chain";
import { buildPrograms } from "../programs/build";
import { requireRedis } from "../programs/redis";
import { parseMessage } from "./messages";

/**
 * `make cluster`: builds what is missing, starts everything and resolves when all of it is ready and goes on by itself.
 * @returns the exit code; 0 too when it runs already, and 1 when not all of it does any more.
 */
export async function up(dataDirectory: string): Promise<number> {
  const running = readLocalCluster(dataDirectory);
  if (running) {
    const died = deathsIn(running);
    if (died.length > 0) {
      console.error(["The cluster runs, but not all of it.", ...died].join("\n"));
      return 1;
    }
    if (running.ready) console.log(["The cluster runs already.", ...about(running.ready)].join("\n"));
    else console.log("The cluster is being started already. make cluster-down stops that.");
    return 0;
  }
  requireRedis(process.env);
  // Here and not in the background, so that Ctrl-C ends it.
  await buildPrograms(CHAIN_NEEDS, { env: process.env, report: (line) => console.log(line) });
  await makeReleases(dataDirectory);
  console.log("Starting the cluster.");
  const seconds = await holdInBackground(dataDirectory);
  if (seconds === null) return 1;
  const ready = readLocalCluster(dataDirectory)?.ready;
  if (!ready) throw new Error("The cluster ended as soon as it was ready.");
  console.log([`Everything was ready after ${seconds.toFixed(1)} s.`, ...about(ready)].join("\n"));
  return 0;
}

function about({ kubeconfig, urls, logs }: ClusterPlace): string[] {
  const places = Object.entries({ ...urls, logs, kubeconfig });
  return [
    ...places.map(([what, where]) => `  ${what.padEnd(20)} ${where}`),
    "",
    "It deploys what is committed: changes to charts that aren't are not seen.",
    `Look into it: KUBECONFIG=${kubeconfig} kubectl get applications,helmreleases,pods --all-namespaces`,
    "Next: make run starts the portal beside it; make cluster-down stops all of this.",
  ];
}

/** Makes the releases repository as the portal would on its first start, so that the two may be started in any order. */
async function makeReleases(dataDirectory: string): Promise<void> {
  const directory = join(dataDirectory, "releases.git");
  if (existsSync(directory)) return;
  const { platform, services } = await readCatalog(ROOT);
  const example = exampleOf(platform, services);
  const now = () => new Date();
  const releases = await openLocalReleases({
    directory,
    branch: platform.branch,
    now,
    ...(example ? { example } : {}),
  });
  await releases.close();
}

/** Resolves with the seconds it took, or null when it was not to be; that has been said then. */
async function holdInBackground(dataDirectory: string): Promise<number | null> {
  const folder = localClusterFolder(dataDirectory);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = join(folder, "cluster.log");
  const output = openSync(log, "w");
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("hold.ts", import.meta.url))], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDirectory },
    // Away from this terminal, whose Ctrl-C is for what is started in it later.
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  const stop = () => void child.kill("SIGTERM");
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  const gone = once(child, "exit");
  const result = await new Promise<number | string>((resolve) => {
    child.on("message", (value) => {
      const message = parseMessage(value);
      if (message.type === "progress") console.log(message.line);
      else resolve(message.type === "ready" ? message.seconds : message.why);
    });
    void gone.then(() => resolve(`It was stopped; ${log} may say more.`));
  });
  if (typeof result === "number") {
    child.disconnect();
    child.unref();
    return result;
  }
  // It takes away what it had started.
  await gone;
  console.error(`The cluster did not start. ${result}`);
  return null;
}
