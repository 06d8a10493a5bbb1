import { problemsOfEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { portal } from "@/lib/portal";

/**
 * Runs once, before the first request is answered. The settings are checked here again because a server can be started
 * without the make targets; then the portal is opened, so that a broken data directory is said now and not to the first person.
 */
export async function register(): Promise<void> {
  const problems = problemsOfEnv();
  if (problems.length > 0) stop("The portal does not start:", problems);
  try {
    await portal();
  } catch (error) {
    stop("The portal could not be opened:", [error instanceof Error ? error.message : String(error)]);
  }
}

function stop(why: string, problems: readonly string[]): never {
  log([why, ...problems.map((problem) => `  ${problem}`)].join("\n"));
  process.exit(1);
}
