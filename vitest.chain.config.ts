import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The specs of the whole chain, from a commit to running pods: the second part of `make test-cluster`. */
export default defineConfig({
  resolve: {
    // As in vitest.config.ts.
    alias: { "server-only": `${root}lib/cli/server-only.ts`, "@": root.replace(/\/$/, "") },
  },
  test: {
    include: ["e2e/cluster/chain/*.test.ts"],
    globalSetup: ["e2e/cluster/chain/setup.ts"],
    // Argo CD polls, and Helm waits.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // One of them starts another cluster.
    fileParallelism: false,
    restoreMocks: true,
  },
});
