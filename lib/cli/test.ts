import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { requireBrowser } from "./browser";
import { build } from "./build";
import { browserTally, type Tally, total, unitTally } from "./tally";

const RESULTS = "test-results";

/** One part of `make test`. It says how many tests passed and failed; a part that can't say so counts as one. */
interface Part {
  name: string;
  run(root: string): Promise<Tally>;
}

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
 * `make test`: runs every part, also after one that failed, and says at the end how many tests passed and failed.
 * @returns 0 when none failed, else 1.
 */
export async function test(root: string): Promise<number> {
  rmSync(join(root, RESULTS), { recursive: true, force: true });
  mkdirSync(join(root, RESULTS), { recursive: true });
  const lines: [string, Tally][] = [];
  for (const part of PARTS) {
    console.log(`\n== ${part.name}`);
    lines.push([part.name, await part.run(root).catch(failure)]);
  }
  console.log("");
  for (const [name, { passed, failed }] of lines) console.log(`${name}: ${passed} passed, ${failed} failed`);
  const sum = total(lines.map(([, tally]) => tally));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

function failure(error: unknown): Tally {
  console.error(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1 };
}

/** Runs a command in the open; one that ends well is one test passed. */
async function command(
  root: string,
  program: string,
  words: string[],
  variables: NodeJS.Dict<string> = {},
): Promise<Tally> {
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, ...variables },
    // Nothing that runs here may wait for somebody to type.
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exit: unknown[] = await once(child, "exit");
  return exit[0] === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What a runner wrote about its tests. Its exit code counts too: it fails for more than tests, and may write nothing. */
function reported(said: Tally, root: string, file: string, read: (text: string) => Tally): Tally {
  const tally = read(readFileSync(join(root, file), "utf8"));
  return said.failed > 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
