import "server-only";
import { problemsOfEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { portal } from "@/lib/portal";

/**
 * Before the first request is answered: checks the settings again, because a server can be started without the make targets,
 * and opens the portal, so that a broken data directory is said now and not to the first person. Ends the process when it can't.
 */
export async function startUp(): Promise<void> {
  const problems = problemsOfEnv();
  if (problems.length > 0) stop("The portal does not start:", problems);
  try {
    await portal();
  } catch (error) {
    stop("The portal could not be opened:", [error instanceof Error ? error.message : String(error)]);
  }
}

function stop(why: string, reasons: readonly string[]): never {
  log([why, ...reasons.map((reason) => `  ${reason}`)].join("\n"));
  process.exit(1);
}
