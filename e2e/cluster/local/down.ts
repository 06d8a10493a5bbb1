import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, localClusterFolder, readLocalCluster } from "@/lib/cli/local-cluster";

/** Milliseconds that it gets: each of its programs has five seconds to end by itself. */
const PATIENCE = 90_000;

/**
 * `make cluster-down`: tells the process that holds the cluster to end it, and waits until it is gone.
 * @returns the exit code; 0 too when none runs.
 */
export async function down(dataDirectory: string): Promise<number> {
  const cluster = readLocalCluster(dataDirectory);
  if (!cluster) {
    console.log("No cluster runs that was started from here.");
    return 0;
  }
  process.kill(cluster.pid, "SIGTERM");
  for (const until = Date.now() + PATIENCE; isAlive(cluster); ) {
    if (Date.now() > until) {
      console.error(
        `Process ${cluster.pid} was told to end the cluster and has not ended. It logs to ${join(localClusterFolder(dataDirectory), "cluster.log")}.`,
      );
      return 1;
    }
    await sleep(50);
  }
  console.log("The cluster has stopped. What was requested and merged stays in the releases repository.");
  return 0;
}
