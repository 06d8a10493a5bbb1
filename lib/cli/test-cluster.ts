import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { command, type Part, reported, runParts } from "./parts";
import { unitTally } from "./tally";

// Its own folder, so that what `make test` found stays there.
const RESULTS = "test-results/cluster";

const PARTS: readonly Part[] = [
  {
    name: "the real control plane",
    run: async (root) => {
      const report = join(RESULTS, "cluster.json");
      // Not through npx: a signal that ends it would not reach the tests.
      const vitest = join(
        dirname(createRequire(join(root, "package.json")).resolve("vitest/package.json")),
        "vitest.mjs",
      );
      const said = await command(root, process.execPath, [
        vitest,
        "run",
        "--config=vitest.cluster.config.ts",
        "--reporter=verbose",
        "--reporter=json",
        `--outputFile=${report}`,
      ]);
      return reported(said, root, report, unitTally);
    },
  },
];

/**
 * `make test-cluster`: the tests on a real etcd, API server and KRO. The first run builds those programs.
 * @returns 0 when none failed, else 1.
 */
export function testCluster(root: string): Promise<number> {
  return runParts(root, PARTS, RESULTS);
}
