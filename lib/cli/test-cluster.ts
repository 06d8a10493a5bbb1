import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { requireBrowser } from "./browser";
import { build } from "./build";
import { command, type Part, reported, runParts } from "./parts";
import { browserTally, type Tally, unitTally } from "./tally";

// Its own folder, so that what `make test` found stays there.
const RESULTS = "test-results/cluster";

/** One after the other: each starts a control plane of its own, and two at once would only wait for each other. */
const PARTS: readonly Part[] = [
  { name: "a control plane with KRO alone", run: specs("vitest.cluster.config.ts", "cluster.json") },
  { name: "the whole chain, from a commit to running pods", run: specs("vitest.chain.config.ts", "chain.json") },
  { name: "the portal in a browser, beside the whole chain", run: browserSpecs },
];

async function browserSpecs(root: string): Promise<Tally> {
  const browser = requireBrowser(process.env);
  if ((await build(root)) !== 0) return { passed: 0, failed: 1 };
  const playwright = join(dirname(createRequire(join(root, "package.json")).resolve("@playwright/test")), "cli.js");
  const words = [playwright, "test", "--config=playwright.cluster.config.ts"];
  const said = await command(root, process.execPath, words, { CHROMIUM_BIN: browser });
  return reported(said, root, join(RESULTS, "browser.json"), browserTally);
}

function specs(config: string, file: string): Part["run"] {
  return async (root) => {
    const report = join(RESULTS, file);
    // Not through npx: a signal that ends it would not reach the tests.
    const vitest = join(
      dirname(createRequire(join(root, "package.json")).resolve("vitest/package.json")),
      "vitest.mjs",
    );
    const said = await command(root, process.execPath, [
      vitest,
      "run",
      `--config=${config}`,
      "--reporter=verbose",
      "--reporter=json",
      `--outputFile=${report}`,
    ]);
    return reported(said, root, report, unitTally);
  };
}

/**
 * `make test-cluster`: the tests on a real control plane. The first run builds its programs.
 * @returns 0 when none failed, else 1.
 */
export function testCluster(root: string): Promise<number> {
  return runParts(root, PARTS, RESULTS);
}
