import type { TestProject } from "vitest/node";
import { ROOT } from "../../harness/root";
import type { Connection } from "../api/client";
import { startTestChain } from "./test-chain";

declare module "vitest" {
  export interface ProvidedContext {
    /** The whole chain's API server, as its admin. */
    chain: Connection;
    /** The folder with the releases.git that Argo CD reads. */
    data: string;
  }
}

/** One chain for all specs: each spec keeps to tenants of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { chain, data, close } = await startTestChain({
    checkout: ROOT,
    logs: "test-results/cluster/chain-logs",
  });
  project.provide("chain", chain.server.connection());
  project.provide("data", data);
  chain.server.api.close();
  return close;
}
