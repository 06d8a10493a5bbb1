import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackage } from "@/lib/cli/debian-package";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The redis-server on PATH: Argo CD keeps its cache in one, and it is the one program that is not built, for it is in C.
 * @returns its absolute path. Throws a sentence with the commands to run where there is none.
 */
export function requireRedis(variables: Variables): string {
  const found = findRedis(variables);
  if (found !== undefined) return found;
  throw new Error(
    "Argo CD needs Redis, and there is no redis-server on PATH. Install it with `sudo apt-get install redis-server` or `brew install redis`.",
  );
}

/** The same for tests: as root on Debian it is installed. */
export function installRedis(variables: Variables): string {
  if (findRedis(variables) === undefined) installDebianPackage("redis-server", "Redis");
  return requireRedis(variables);
}

function findRedis({ PATH = "" }: Variables): string | undefined {
  const folders = PATH.split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, "redis-server")).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
