import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { startOf } from "@/lib/releases/process-start";

const holder = z.object({
  /** The process that holds it; whatever else runs ends with that. */
  pid: z.number().int().positive(),
  /** When that process started: a number that is used again is another process. */
  started: z.string(),
});

const place = z.object({
  /** The admin's; it stays the same file from run to run. */
  kubeconfig: z.string(),
  logs: z.string(),
  /** Addresses, by what answers there. */
  urls: z.record(z.string(), z.string()),
});

const death = z.object({
  /** `kube-scheduler` */
  program: z.string(),
  /** `exit code 1`, `signal SIGKILL` */
  how: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The file that it logged to. */
  log: z.string(),
});

const state = holder.extend({
  ready: place.nullable(),
  /** Programs that have ended by themselves since: without any one of them the chain from commit to pod is broken. */
  died: z.array(death).default([]),
});

/** A program of the cluster that ended without having been told to. */
export type Death = z.infer<typeof death>;

/** Where what `make cluster` started is found. */
export type ClusterPlace = z.infer<typeof place>;

/** The cluster that `make cluster` started, as its state file tells; `ready` is null while it starts. */
export type LocalCluster = z.infer<typeof state>;

/** Where it keeps its things. In: the portal's data folder. */
export function localClusterFolder(dataDirectory: string): string {
  return join(dataDirectory, "cluster");
}

/** The cluster that runs now, or null: also when the file tells of one whose process is gone. */
export function readLocalCluster(dataDirectory: string): LocalCluster | null {
  try {
    const found = state.parse(JSON.parse(readFileSync(stateFile(dataDirectory), "utf8")));
    return isAlive(found) ? found : null;
  } catch {
    // None was started, or its file was cut short when the machine went down.
    return null;
  }
}

/** Makes this process the holder. Throws who holds it when somebody does. */
export function claimLocalCluster(dataDirectory: string): LocalCluster {
  const running = readLocalCluster(dataDirectory);
  if (running) throw new Error(`Process ${running.pid} holds the cluster already.`);
  const file = stateFile(dataDirectory);
  rmSync(file, { force: true });
  const mine = { pid: process.pid, started: startOf(process.pid), ready: null, died: [] };
  // Of two that come at once, one finds the other's.
  writeFileSync(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
  return mine;
}

/** Says where everything is, whole or not at all. */
export async function announceLocalCluster(dataDirectory: string, cluster: LocalCluster): Promise<void> {
  const file = stateFile(dataDirectory);
  await writeFile(`${file}.new`, `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Adds a program that has ended to the state of the cluster that this process holds; does nothing once it is forgotten. */
export function recordDeath(dataDirectory: string, one: Death): void {
  const cluster = readLocalCluster(dataDirectory);
  if (cluster?.pid !== process.pid) return;
  const file = stateFile(dataDirectory);
  // At once: two may end together.
  const text = JSON.stringify({ ...cluster, died: [...cluster.died, one] }, null, 2);
  writeFileSync(`${file}.died`, `${text}\n`, { mode: 0o600 });
  renameSync(`${file}.died`, file);
}

/** What happened, where it is told why, and what to do: a sentence for each program that has ended by itself. */
export function deathsIn({ died }: Pick<LocalCluster, "died">): string[] {
  return died.map(
    ({ program, how, at, log }) =>
      `${program} of the local cluster ended by itself at ${at} (${how}). Its log is ${log}. Run make cluster-down and then make cluster to start everything afresh.`,
  );
}

/** Forgets the cluster that this process held. */
export function forgetLocalCluster(dataDirectory: string): void {
  rmSync(stateFile(dataDirectory), { force: true });
}

/** Whether the process that was written down still runs, and not another one that got its number. */
export function isAlive({ pid, started }: Pick<LocalCluster, "pid" | "started">): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return startOf(pid) === started;
}

function stateFile(dataDirectory: string): string {
  return join(localClusterFolder(dataDirectory), "state.json");
}
