import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { applyFiles } from "./api/apply-files";
import type { Connection } from "./api/client";
import { startEtcd } from "./plane/etcd";
import { startKro } from "./plane/kro";
import { startKubeApiserver } from "./plane/kube-apiserver";
import { startKubeControllerManager } from "./plane/kube-controller-manager";
import { openSupervisor } from "./processes/supervisor";
import { buildPrograms } from "./programs/build";
import { SUITE_CRDS, SUITE_FILES, SUITE_PROGRAMS } from "./suite-programs";

declare module "vitest" {
  export interface ProvidedContext {
    /** The one control plane that all specs share, as its admin. */
    connection: Connection;
    /** Its Helm. */
    helm: { path: string; version: string };
  }
}

/** Where the programs' logs are found after a run. */
const LOGS = "test-results/cluster/logs";

/** One control plane for all specs: each spec keeps to kinds and namespaces of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const wanted = { programs: SUITE_PROGRAMS, files: SUITE_FILES };
  const built = await buildPrograms(wanted, { env: process.env, report });
  const begin = Date.now();
  const supervisor = openSupervisor(mkdtempSync(join(tmpdir(), "cluster-")));
  const close = async () => {
    cpSync(join(supervisor.folder, "logs"), LOGS, { recursive: true });
    await supervisor.close();
  };
  try {
    const ground = { supervisor, built };
    const server = await startKubeApiserver(ground, await startEtcd(ground));
    await applyFiles(
      server.api,
      SUITE_CRDS.flatMap((name) => built.files(name)),
    );
    await Promise.all([startKro(ground, server), startKubeControllerManager(ground, server)]);
    report(`The control plane was ready after ${((Date.now() - begin) / 1000).toFixed(1)} s.`);
    project.provide("connection", server.connection());
    project.provide("helm", { path: built.program("helm"), version: built.version("helm") });
    server.api.close();
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}
