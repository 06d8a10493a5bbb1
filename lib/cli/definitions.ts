import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chartFolders } from "@/lib/catalog/read-catalog";
import type { Platform } from "@/lib/domain/platform";
import { readChartFolder } from "@/lib/helm/chart-folder";
import { report } from "./charts/report";
import { readPlatform } from "./charts/with-charts";
import { platformTemplate } from "./generate/platform-template";
import { valuesFile } from "./generate/values-file";

/** A file that is written from others. */
export interface Generated {
  /** Relative to the repository's root. */
  path: string;
  text: string;
}

/**
 * Every generated file of a repository as it should be. In: its root and its platform. Out: paths and texts, unwritten.
 * A chart whose schema can't be read has none.
 */
export async function generatedFiles(root: string, platform: Platform): Promise<Generated[]> {
  const charts = await Promise.all((await chartFolders(root)).map((folder) => readChartFolder(root, folder)));
  return [
    { path: "charts/lib/templates/_platform.tpl", text: platformTemplate(platform) },
    ...charts.flatMap(({ name, schema }) =>
      schema ? [{ path: `charts/${name}/values.yaml`, text: valuesFile(schema) }] : [],
    ),
  ];
}

/**
 * `make definitions`: writes what is generated from platform.yaml and the schemas, and says which files changed.
 * With `--check` it writes nothing and fails when a file differs.
 */
export async function definitions(root: string, words: readonly string[]): Promise<number> {
  const { platform, problems } = await readPlatform(root);
  if (platform === null) {
    process.stderr.write(report(problems));
    return 2;
  }
  const check = words.includes("--check");
  const stale: string[] = [];
  for (const { path, text } of await generatedFiles(root, platform)) {
    if ((await readFile(join(root, path), "utf8").catch(() => null)) === text) continue;
    stale.push(path);
    if (!check) await writeFile(join(root, path), text);
  }
  for (const path of stale)
    process.stderr.write(check ? `✕ ${path} is not what would be generated now.\n` : `wrote ${path}\n`);
  if (check && stale.length > 0) process.stderr.write("Run `make definitions` and commit what it writes.\n");
  return check && stale.length > 0 ? 1 : 0;
}
