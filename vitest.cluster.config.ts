import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The specs that run on a real control plane: `make test-cluster`. */
export default defineConfig({
  resolve: {
    // As in vitest.config.ts.
    alias: { "server-only": `${root}lib/cli/server-only.ts`, "@": root.replace(/\/$/, "") },
  },
  test: {
    include: ["e2e/cluster/**/*.test.ts"],
    exclude: ["e2e/cluster/{processes,programs,api,git,chain}/*.test.ts"],
    globalSetup: ["e2e/cluster/suite-setup.ts"],
    // Controllers work on their own time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each spec file has kinds of its own, so two may run side by side.
    maxWorkers: 2,
    restoreMocks: true,
  },
});
