import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRepository } from "../git/start-repository";
import { CHAIN_NEEDS, type Chain, startChain } from "../plane/chain";
import { openSupervisor } from "../processes/supervisor";
import { buildPrograms } from "../programs/build";
import { installRedis } from "../programs/redis";

/** A chain for specs, on a releases repository that is empty at first. */
export interface TestChain {
  chain: Chain;
  /** The folder with the releases.git that Argo CD reads. */
  data: string;
  /** A folder that goes with the chain. */
  folder: string;
  close: () => Promise<void>;
}

/**
 * Builds what is missing and starts the whole chain. Rejects with what isn't ready.
 * In: the checkout that charts and definitions come from, and where the programs' logs are found afterwards.
 */
export async function startTestChain({ checkout, logs }: { checkout: string; logs: string }): Promise<TestChain> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  installRedis(process.env);
  const built = await buildPrograms(CHAIN_NEEDS, { env: process.env, report });
  const supervisor = openSupervisor(mkdtempSync(join(tmpdir(), "chain-")));
  const data = mkdtempSync(join(tmpdir(), "chain-data-"));
  const releases = join(data, "releases.git");
  let closeChain = () => Promise.resolve();
  const close = async () => {
    cpSync(join(supervisor.folder, "logs"), logs, { recursive: true });
    await closeChain();
    await supervisor.close();
    rmSync(data, { recursive: true });
  };
  try {
    startRepository(releases);
    const chain = await startChain({ supervisor, built }, { checkout, releases, report });
    closeChain = () => chain.close();
    return { chain, data, folder: supervisor.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
