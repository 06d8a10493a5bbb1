import "server-only";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Catalog, CatalogReader } from "./port";
import { readCatalog } from "./read-catalog";
import { schemaHistory } from "./schema-history";

/**
 * The catalogue of a working tree, kept until one of its files changes, so that an edited schema is seen without a
 * restart and an unchanged one costs a few file times.
 * In: the repository's root. Out: a reader; it throws what `readCatalog` throws, each time anew until the file is mended.
 */
export function workingTreeCatalog(root: string): CatalogReader {
  let kept: { signature: string; catalog: Promise<Catalog> } | null = null;
  let coming: Promise<Catalog> | null = null;
  const look = () => {
    coming = null;
    const signature = signatureOf(root);
    if (kept?.signature === signature) return kept.catalog;
    const catalog = readCatalog(root);
    const made = { signature, catalog };
    kept = made;
    catalog.catch(() => {
      if (kept === made) kept = null;
    });
    return catalog;
  };
  return {
    schemaAsOf: schemaHistory(root),
    read() {
      // Everybody who asks before the look begins can share it; whoever asks later wants to see what was saved since.
      coming ??= new Promise<void>((resolve) => setImmediate(resolve)).then(look);
      return coming;
    },
  };
}

/**
 * A line for each file that the catalogue is read from: its path, size and time of change. Synchronous, because that
 * takes microseconds a file, and handing each to another thread and back ten times as long.
 */
function signatureOf(root: string): string {
  const files = chartsOf(root).flatMap((chart) => [
    ...["Chart.yaml", "values.schema.json", "icon.svg"].map((name) => `${chart}/${name}`),
    ...namesIn(join(root, chart, "templates"), true).map((name) => `${chart}/templates/${name}`),
  ]);
  const lines = ["platform.yaml", ...files].map((file) => {
    const found = statSync(`${root}/${file}`, { throwIfNoEntry: false });
    return found ? `${file} ${found.size} ${found.mtimeMs}` : `${file} -`;
  });
  return lines.join("\n");
}

function chartsOf(root: string): string[] {
  return namesIn(join(root, "charts")).map((name) => `charts/${name}`);
}

/** What is in a folder, sorted; nothing when there is no such folder. */
function namesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: "utf8" }).sort();
  } catch {
    return [];
  }
}
