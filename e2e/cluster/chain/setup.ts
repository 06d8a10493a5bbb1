import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT } from "../../harness/root";
import type { Connection } from "../api/client";
import { CHAIN_NEEDS, startChain } from "../plane/chain";
import { openSupervisor } from "../processes/supervisor";
import { buildPrograms } from "../programs/build";
import { installRedis } from "../programs/redis";

declare module "vitest" {
  export interface ProvidedContext {
    /** The whole chain's API server, as its admin. */
    chain: Connection;
    /** The folder with the releases.git that Argo CD reads. */
    data: string;
  }
}

/** Where the programs' logs are found after a run. */
const LOGS = "test-results/cluster/chain-logs";

/** One chain for all specs, on a releases repository that is empty at first: each spec keeps to tenants of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  installRedis(process.env);
  const built = await buildPrograms(CHAIN_NEEDS, { env: process.env, report });
  const supervisor = openSupervisor(mkdtempSync(join(tmpdir(), "chain-")));
  const data = mkdtempSync(join(tmpdir(), "chain-data-"));
  const releases = join(data, "releases.git");
  let closeChain = () => Promise.resolve();
  const close = async () => {
    cpSync(join(supervisor.folder, "logs"), LOGS, { recursive: true });
    await closeChain();
    await supervisor.close();
    rmSync(data, { recursive: true });
  };
  try {
    startRepository(releases);
    const chain = await startChain({ supervisor, built }, { checkout: ROOT, releases, report });
    closeChain = () => chain.close();
    project.provide("chain", chain.server.connection());
    project.provide("data", data);
    chain.server.api.close();
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A bare repository with one empty commit on main. */
function startRepository(directory: string): void {
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory]);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
  const tree = git("hash-object", "-t", "tree", "-w", "/dev/null");
  const who = ["-c", "user.name=Start", "-c", "user.email=start@example.invalid"];
  git("update-ref", "refs/heads/main", git(...who, "commit-tree", tree, "-m", "Start"));
}
