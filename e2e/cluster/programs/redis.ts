import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The redis-server on PATH: Argo CD keeps its cache in one, and it is the one program that is not built, for it is in C.
 * @returns its absolute path. Throws a sentence with the commands to run where there is none.
 */
export function requireRedis({ PATH = "" }: Readonly<Record<string, string | undefined>>): string {
  const found = PATH.split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, "redis-server"))
    .find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    "Argo CD needs Redis, and there is no redis-server on PATH. Install it with `sudo apt-get install redis-server` or `brew install redis`.",
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
