import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Tally, total } from "./tally";

/** One part of a test run. It says how many tests passed and failed; a part that can't say so counts as one. */
export interface Part {
  name: string;
  run(root: string): Promise<Tally>;
}

/**
 * Runs every part, also after one that failed, and says at the end how many tests passed and failed.
 * @param results the folder below the root for the runners' reports; it is emptied first.
 * @returns the exit code: 0 when none failed, else 1.
 */
export async function runParts(root: string, parts: readonly Part[], results: string): Promise<number> {
  rmSync(join(root, results), { recursive: true, force: true });
  mkdirSync(join(root, results), { recursive: true });
  const lines: [string, Tally][] = [];
  for (const part of parts) {
    console.log(`\n== ${part.name}`);
    lines.push([part.name, await part.run(root).catch(failure)]);
  }
  console.log("");
  if (lines.length > 1)
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
export async function command(
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
  // Whoever stops the run stops what it runs; Ctrl-C reaches both, a plain kill would leave the tests running.
  const stopping = { asked: false };
  const pass = () => {
    stopping.asked = true;
    child.kill("SIGTERM");
  };
  process.on("SIGTERM", pass);
  const exit: unknown[] = await once(child, "exit");
  process.off("SIGTERM", pass);
  if (stopping.asked) process.exit(143);
  return exit[0] === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What a runner wrote about its tests. Its exit code counts too: it fails for more than tests, and may write nothing. */
export function reported(said: Tally, root: string, file: string, read: (text: string) => Tally): Tally {
  const tally = read(readFileSync(join(root, file), "utf8"));
  return said.failed > 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
