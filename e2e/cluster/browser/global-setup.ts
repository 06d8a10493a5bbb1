import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../lib/cli/port";
import { startPortal } from "../../harness/portal";
import { pushFiles } from "../../harness/releases";
import { ROOT } from "../../harness/root";
import { startTestChain } from "../chain/test-chain";
import { portalKubeconfig } from "./portal-account";
import { announceWorld } from "./world";

/** One chain, and beside it one portal as `make run` starts it, for all specs. */
export default async function setUp(): Promise<() => Promise<void>> {
  const checkout = mkdtempSync(join(tmpdir(), "chain-platform-"));
  // Its own commits: specs break charts and mend them.
  execFileSync("git", ["clone", "--quiet", "--shared", ROOT, checkout]);
  const { chain, data, folder, close } = await startTestChain({ checkout, logs: "test-results/cluster/browser-logs" });
  try {
    // A repository that somebody has used gets no example.
    pushFiles(data, { "README.md": "The releases of a test.\n" });
    const portal = await startPortal(
      { port: await freePort(), dataDirectory: data },
      { CLUSTER: "", KUBECONFIG: await portalKubeconfig(chain, folder), PLATFORM_DIR: checkout },
    );
    process.env.PORTAL_TEST_URL = portal.url;
    announceWorld({ connection: chain.server.connection(), data, checkout });
    return async () => {
      process.stderr.write(portal.log());
      await portal.stop();
      chain.server.api.close();
      await close();
      rmSync(checkout, { recursive: true });
    };
  } catch (error) {
    await close();
    throw error;
  }
}
