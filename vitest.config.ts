import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      // `server-only` throws outside of a server bundle; under test every module runs in Node.
      "server-only": `${root}lib/cli/server-only.ts`,
      "@": root.replace(/\/$/, ""),
    },
  },
  test: {
    include: [
      "lib/**/*.test.{ts,tsx}",
      "components/**/*.test.{ts,tsx}",
      "charts/**/*.test.ts",
      "tests/**/*.test.{ts,tsx}",
      // What starts a control plane; what needs one runs under vitest.cluster.config.ts.
      "e2e/cluster/{processes,programs,api,git}/*.test.ts",
    ],
    setupFiles: ["tests/support/same-examples.ts"],
    // On two cores vitest would use one; most of these tests wait for a git, a Helm or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    environment: "node",
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
