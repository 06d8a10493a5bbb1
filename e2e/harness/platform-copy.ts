import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./root";
import { test } from "./test";

/** A copy of platform.yaml and charts/ that a spec may change while a portal reads it. */
export interface PlatformCopy {
  /** For a portal's PLATFORM_DIR. */
  readonly folder: string;
  /** Replaces a file's text by what `change` makes of it. @param file relative: "platform.yaml". */
  edit(file: string, change: (text: string) => string): void;
}

/** Gives the tests of the enclosing `describe` (or file) a copy, made when it is first asked for. Ask for it before `ownPortal`. */
export function platformCopy(): PlatformCopy {
  let folder: string | null = null;
  test.afterAll(() => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    folder = null;
  });
  const copy: PlatformCopy = {
    get folder() {
      if (folder === null) {
        folder = mkdtempSync(join(tmpdir(), "platform-"));
        for (const name of ["platform.yaml", "charts"])
          cpSync(join(ROOT, name), join(folder, name), { recursive: true });
      }
      return folder;
    },
    edit(file, change) {
      const path = join(copy.folder, file);
      const before = readFileSync(path, "utf8");
      const after = change(before);
      if (after === before) throw new Error(`Nothing changed in ${file}.`);
      writeFileSync(path, after);
    },
  };
  return copy;
}
