import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { report } from "./charts/report";
import { readPlatform } from "./charts/with-charts";
import { composedCharts } from "./composites";
import { type Generated, generatedFiles, readCharts } from "./generated-files";
import { leftOver } from "./left-over";

/** The generated files that are missing or differ from what they should be, and those that nothing generates any more. */
async function staleFiles(root: string, platform: Platform): Promise<{ stale: Generated[]; left: string[] }> {
  const files = await generatedFiles(root, platform);
  const [texts, left] = await Promise.all([
    Promise.all(files.map(({ path }) => readFile(join(root, path), "utf8").catch(() => null))),
    leftOver(
      root,
      files.map(({ path }) => path),
    ),
  ]);
  return { stale: files.filter(({ text }, place) => texts[place] !== text), left };
}

/** The same as problems, for the checks. */
export async function problemsOfGenerated(root: string, platform: Platform): Promise<SchemaProblem[]> {
  const { stale, left } = await staleFiles(root, platform);
  return [
    ...stale.map(({ path }) => ({
      file: path,
      pointer: "",
      message: "The file is not what would be generated now.",
      fix: "Run `make definitions` and commit what it writes.",
    })),
    ...left.map((path) => ({
      file: path,
      pointer: "",
      message: "The file says that it is generated, but what it was generated from is gone.",
      fix: "Run `make definitions`, which takes it away, and commit that.",
    })),
  ];
}

/**
 * `make definitions`: writes what is generated from platform.yaml and the schemas, takes away what was generated from
 * something that is gone, and says which files changed and which child of a composite is refused.
 * With `--check` it writes nothing and fails when a file differs.
 */
export async function definitions(root: string, words: readonly string[]): Promise<number> {
  const { platform, problems } = await readPlatform(root);
  if (platform === null) {
    process.stderr.write(report(problems));
    return 2;
  }
  const check = words.includes("--check");
  const { stale, left } = await staleFiles(root, platform);
  for (const { path, text } of stale) {
    if (!check) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    process.stderr.write(check ? `✕ ${path} is not what would be generated now.\n` : `wrote ${path}\n`);
  }
  for (const path of left) {
    if (!check) await rm(join(root, path));
    process.stderr.write(check ? `✕ ${path} is generated from something that is gone.\n` : `removed ${path}\n`);
  }
  // A child that can't be written in is as much a fault as a file that differs.
  const composites = await composedCharts(root, await readCharts(root));
  const refused = composites.flatMap(({ problems: found }) => found);
  process.stderr.write(report(refused));
  if (refused.length > 0) return 1;
  const differs = stale.length + left.length > 0;
  if (check && differs) process.stderr.write("Run `make definitions` and commit what it does.\n");
  return check && differs ? 1 : 0;
}
