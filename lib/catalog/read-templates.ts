import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ChartTemplates } from "./templates/chart-objects";

/**
 * Reads what a chart's objects are made from: its own templates, and the named templates of the charts beside it that
 * it depends on (`file://../lib`).
 * In: the chart's folder, and its dependencies as Chart.yaml states them. A folder that isn't there has no templates.
 */
export async function readTemplates(
  folder: string,
  dependencies: readonly { repository?: string | undefined }[],
): Promise<Pick<ChartTemplates, "templates" | "helpers">> {
  const beside = dependencies.flatMap(({ repository }) =>
    repository?.startsWith("file://") ? join(folder, repository.slice("file://".length)) : [],
  );
  const [own, ...others] = await Promise.all([folder, ...beside].map(filesOf));
  const files = own ?? [];
  return {
    templates: files.filter(({ file }) => isRendered(file)),
    helpers: [...others.flat(), ...files.filter(({ file }) => !isRendered(file))].map(({ text }) => text),
  };
}

/** Helm makes objects of every file but those whose name starts with a line, and the notes. */
function isRendered(file: string): boolean {
  return !basename(file).startsWith("_") && basename(file) !== "NOTES.txt";
}

async function filesOf(chart: string): Promise<{ file: string; text: string }[]> {
  const folder = join(chart, "templates");
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const texts = await Promise.all(
    names.sort().map(async (file) => {
      const text = await readFile(join(folder, file), "utf8").catch(() => null);
      return text === null ? [] : [{ file, text }];
    }),
  );
  return texts.flat();
}
