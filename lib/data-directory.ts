import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Finds out whether the portal may write to its data folder, which is made where there is none.
 * @returns a sentence with the way out when it may not, else null
 */
export function problemOfDataDirectory(directory: string): string | null {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    rmdirSync(mkdtempSync(join(/* turbopackIgnore: true */ directory, "writable-")));
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return `The portal can't write to its data folder ${directory}: ${WHY[code] ?? code}. Give it a folder that it may write to, by DATA_DIR or by mounting a volume there.`;
  }
}

const WHY: Record<string, string> = {
  EACCES: "its account may not",
  EDQUOT: "its quota is used up",
  ENOENT: "no folder can be made there",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a file is in its place",
  EPERM: "its account may not",
  EROFS: "the file system is read-only",
};
