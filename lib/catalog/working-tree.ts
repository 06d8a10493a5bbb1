import "server-only";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog, CatalogReader } from "./port";
import { chartFolders, readCatalog } from "./read-catalog";

/**
 * The catalogue of a working tree, kept until one of its files changes, so that an edited schema is seen without a
 * restart and an unchanged one costs a few file times.
 * In: the repository's root. Out: a reader; it throws what `readCatalog` throws, each time anew until the file is mended.
 */
export function workingTreeCatalog(root: string): CatalogReader {
  let kept: { signature: string; catalog: Promise<Catalog> } | null = null;
  return {
    async read() {
      const signature = await signatureOf(root);
      if (kept?.signature === signature) return await kept.catalog;
      const catalog = readCatalog(root);
      kept = { signature, catalog };
      catalog.catch(() => {
        kept = null;
      });
      return await catalog;
    },
  };
}

/** A line for each file that the catalogue is read from: its path, size and time of change. */
async function signatureOf(root: string): Promise<string> {
  const folders = await chartFolders(root);
  const files = await Promise.all(
    folders.map(async (folder) => {
      const chart = join("charts", folder);
      const templates = await readdir(join(root, chart, "templates")).catch(() => []);
      return [
        ...["Chart.yaml", "values.schema.json", "icon.svg"].map((name) => join(chart, name)),
        ...templates.map((name) => join(chart, "templates", name)),
      ];
    }),
  );
  const lines = ["platform.yaml", ...files.flat()].map(async (file) => {
    const found = await stat(join(root, file)).catch(() => null);
    return found ? `${file} ${found.size} ${found.mtimeMs}` : `${file} -`;
  });
  return (await Promise.all(lines)).join("\n");
}
