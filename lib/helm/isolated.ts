import "server-only";
import { join } from "node:path";
import type { Helm } from "./find-helm";
import { type Ran, run } from "./run";

/** Runs Helm with some arguments. */
export type RunHelm = (args: readonly string[]) => Promise<Ran>;

/**
 * Helm as it runs here and everywhere else: nothing of the person's own (repositories, plugins, a cluster) reaches it.
 * In: Helm, a folder for what it keeps, the folder it runs in, and the PATH it may look for programs in.
 */
export function isolatedHelm(helm: Helm, home: string, cwd: string, path: string | undefined): RunHelm {
  const env = {
    PATH: path,
    HOME: home,
    HELM_CACHE_HOME: join(home, "cache"),
    HELM_CONFIG_HOME: join(home, "config"),
    HELM_DATA_HOME: join(home, "data"),
    KUBECONFIG: join(home, "no-cluster"),
  };
  return (args) => run(helm.path, args, { env, cwd, timeout: 120_000 });
}
