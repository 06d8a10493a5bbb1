import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { targetForGuard } from "@/lib/auth/plain-target";
import { sessionSecret } from "@/lib/auth/session-secret";
import { problemOfDataDirectory } from "@/lib/data-directory";
import { env, problemsOfEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { portal } from "@/lib/portal";

/**
 * Before the first request is answered: checks the settings again, because a server can be started without the make targets,
 * and opens the portal, so that a broken data directory is said now and not to the first person. Ends the process when it can't.
 */
export async function startUp(): Promise<void> {
  subscribe("http.server.request.start", bringToGuard);
  const problems = problemsOfEnv();
  if (problems.length > 0) stop("The portal does not start:", problems);
  const unwritable = problemOfDataDirectory(env().dataDirectory);
  if (unwritable !== null) stop("The portal does not start:", [unwritable]);
  try {
    const { dataDirectory, sessionSecretFile } = env();
    sessionSecret(dataDirectory, sessionSecretFile);
    const { newsroom } = await portal();
    // Next waits for open answers before it ends, and a stream of news has no end of its own.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => newsroom.close());
  } catch (error) {
    stop("The portal could not be opened:", [error instanceof Error ? error.message : String(error)]);
  }
}

/** Gives a request that Next would answer by itself a target that the guard gets to see. Node tells of each one before Next looks at it. */
function bringToGuard(message: unknown): void {
  if (typeof message !== "object" || message === null || !("request" in message)) return;
  const { request } = message;
  if (!(request instanceof IncomingMessage)) return;
  // Node keeps the first of several, and what stands in front of the portal may have looked at the last (RFC 9112, 3.2).
  if (request.rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === "host").length > 1)
    delete request.headers.host;
  const target = targetForGuard(request.method ?? "", request.url ?? "");
  if (target === null) return;
  request.url = target;
  // Next makes an object of each request, and the web's standard has none for TRACE.
  if (request.method === "TRACE") request.method = "GET";
}

function stop(why: string, reasons: readonly string[]): never {
  log([why, ...reasons.map((reason) => `  ${reason}`)].join("\n"));
  process.exit(1);
}
