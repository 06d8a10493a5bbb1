import { type Env, LOOPBACK, parseEnv, problemsOfStart } from "@/lib/env";
import { build } from "./build";
import { deathsIn, readLocalCluster } from "./local-cluster";
import { problemOfPort } from "./port";
import { serve } from "./server";

/** `make run`: builds what changed and starts the portal on this machine, with the development sign-in. */
export function run(root: string): Promise<number> {
  // Nothing else switches it on.
  return start(root, { ...process.env, DEVELOPMENT_SIGN_IN: process.env.DEVELOPMENT_SIGN_IN || "on" });
}

/**
 * Builds what changed, starts the portal and stays until it ends or is told to stop (Ctrl-C, SIGTERM).
 * @param root the repository.
 * @param given the environment that the portal gets; without PORTAL_ADDRESS it listens for this machine alone.
 * @returns the exit code: 0 when it was asked to stop.
 */
export async function start(root: string, given: NodeJS.ProcessEnv): Promise<number> {
  const address = given.PORTAL_ADDRESS || LOOPBACK;
  const variables = { ...given, PORTAL_ADDRESS: address };
  const parsed = parseEnv(variables, root);
  const problems =
    "problems" in parsed
      ? parsed.problems
      : [...problemsOfStart(parsed.env), await problemOfPort(address, parsed.env.port)];
  const said = problems.filter((problem) => problem !== null);
  if ("problems" in parsed || said.length > 0) {
    console.error(["The portal does not start:", ...said.map((problem) => `  ${problem}`)].join("\n"));
    return 1;
  }
  const failed = await build(root);
  if (failed !== 0) return failed;

  const env = { ...parsed.env, address };
  const local = readLocalCluster(env.dataDirectory);
  const kubeconfig = local?.ready?.kubeconfig;
  const server = serve(root, env, { ...variables, ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }) });
  const stopping = { asked: false };
  const stop = () => {
    if (stopping.asked) return;
    stopping.asked = true;
    void server.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

  const ready = await server.ready();
  server.release();
  if (ready) {
    console.log(welcome(env, kubeconfig));
    for (const line of local ? deathsIn(local) : []) console.error(`  ${line}`);
  } else if (!stopping.asked) await server.stop();
  await server.ended;
  if (stopping.asked) {
    console.log("The portal has stopped.");
    return 0;
  }
  console.error(`The portal ${ready ? "ended by itself" : "did not start"}. The lines above say why.`);
  return 1;
}

function welcome(env: Env, kubeconfig: string | undefined): string {
  const signIn = env.developmentSignIn
    ? "Sign in as requester, tenant owner or platform admin: development sign-in asks for no password."
    : "Development sign-in is off.";
  const cluster = kubeconfig === undefined ? [] : [`  The cluster of make cluster runs: KUBECONFIG=${kubeconfig}`];
  return ["", `  The portal is at ${env.publicUrl.origin}`, `  ${signIn}`, ...cluster, "  Ctrl-C stops it.", ""].join(
    "\n",
  );
}
