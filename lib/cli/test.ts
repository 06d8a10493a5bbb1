import { join } from "node:path";
import { requireBrowser } from "./browser";
import { build } from "./build";
import { command, type Part, reported, runParts } from "./parts";
import { browserTally, unitTally } from "./tally";

const RESULTS = "test-results";

const PARTS: readonly Part[] = [
  { name: "types, lint, import directions, unused code", run: (root) => command(root, "make", ["check"]) },
  // Before the unit tests, some of which render charts: a Helm that must be fetched first is fetched here, once and in the open.
  { name: "charts", run: (root) => command(root, "make", ["all"]) },
  {
    name: "unit tests",
    run: async (root) => {
      const report = join(RESULTS, "unit.json");
      const said = await command(root, "npx", [
        "vitest",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile=${report}`,
      ]);
      return reported(said, root, report, unitTally);
    },
  },
  {
    name: "browser tests",
    run: async (root) => {
      const browser = requireBrowser(process.env);
      if ((await build(root)) !== 0) return { passed: 0, failed: 1 };
      const report = join(RESULTS, "browser.json");
      const said = await command(root, "npx", ["playwright", "test"], { CHROMIUM_BIN: browser });
      return reported(said, root, report, browserTally);
    },
  },
];

/**
 * `make test`: every test that needs no cluster.
 * @returns 0 when none failed, else 1.
 */
export function test(root: string): Promise<number> {
  return runParts(root, PARTS, RESULTS);
}
