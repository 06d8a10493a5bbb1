import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  announceLocalCluster,
  claimLocalCluster,
  deathsIn,
  forgetLocalCluster,
  type LocalCluster,
  localClusterFolder,
  readLocalCluster,
  recordDeath,
} from "@/lib/cli/local-cluster";
import { parseEnv } from "@/lib/env";
import { ROOT } from "../../harness/root";
import { CHAIN_NEEDS, startChain } from "../plane/chain";
import { openSupervisor } from "../processes/supervisor";
import { buildPrograms } from "../programs/build";
import type { Message } from "./messages";

// Holds the local cluster: a process of its own, which `make cluster` starts and leaves behind, and which ends all it
// started when it is told to end. When it is killed instead, the supervisor's keeper does so.

const tell = (message: Message) => {
  if (process.connected) process.send?.(message);
};
const report = (line: string) => {
  console.log(line);
  tell({ type: "progress", line });
};

async function hold(dataDirectory: string, mine: LocalCluster): Promise<void> {
  const begin = Date.now();
  const folder = localClusterFolder(dataDirectory);
  const run = join(folder, "run");
  const kubeconfig = join(folder, "kubeconfig");
  // Left behind when the machine went down.
  rmSync(run, { recursive: true, force: true });
  const supervisor = openSupervisor(run, (program) => {
    const { name, log } = program;
    const death = { program: name, how: program.ended() ?? "", at: new Date().toISOString(), log };
    // In cluster.log, and for whoever asks for the cluster.
    console.error(deathsIn({ died: [death] }).join("\n"));
    recordDeath(dataDirectory, death);
  });
  let closeChain = () => Promise.resolve();
  let ending: Promise<never> | null = null;
  const end = (code: number) =>
    (ending ??= (async () => {
      await closeChain();
      await supervisor.close();
      rmSync(kubeconfig, { force: true });
      forgetLocalCluster(dataDirectory);
      process.exit(code);
    })());
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => void end(0));
  // Whoever started it was killed before it was ready; afterwards it goes away on purpose.
  const abandoned = () => void end(1);
  process.on("disconnect", abandoned);
  try {
    const built = await buildPrograms(CHAIN_NEEDS, { env: process.env, report });
    const releases = join(dataDirectory, "releases.git");
    const chain = await startChain({ supervisor, built }, { checkout: ROOT, releases, report });
    closeChain = () => chain.close();
    copyFileSync(chain.server.kubeconfig, kubeconfig);
    const { platformRepository, releasesRepository } = chain.platform;
    const urls = {
      "Kubernetes API": chain.server.url,
      "platform repository": `${chain.git.url}/${platformRepository}.git`,
      "releases repository": `${chain.git.url}/${releasesRepository}.git`,
    };
    const ready = { kubeconfig, logs: join(run, "logs"), urls };
    const { died } = readLocalCluster(dataDirectory) ?? mine;
    await announceLocalCluster(dataDirectory, { ...mine, died, ready });
    process.off("disconnect", abandoned);
    tell({ type: "ready", seconds: (Date.now() - begin) / 1000 });
  } catch (error) {
    fail(error);
    await end(1);
  }
}

function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  console.error(why);
  tell({ type: "failed", why });
}

const parsed = parseEnv(process.env, ROOT);
try {
  if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
  const { dataDirectory } = parsed.env;
  mkdirSync(localClusterFolder(dataDirectory), { recursive: true, mode: 0o700 });
  await hold(dataDirectory, claimLocalCluster(dataDirectory));
} catch (error) {
  fail(error);
  process.exit(1);
}
