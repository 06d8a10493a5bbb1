import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Go } from "./go";
import { type ModuleFilesName, moduleFilesNamed } from "./module-files";

const downloaded = z.object({ Dir: z.string(), Sum: z.string().optional() });

/** Copies the files of a module into a folder, which appears whole or not at all. */
export async function copyModuleFiles(go: Go, name: ModuleFilesName, to: string): Promise<void> {
  const { module, folders, only, pin } = moduleFilesNamed(name);
  // Without a version it is the one in go.mod, and Go checks it against go.sum.
  const wanted = pin ? `${module}@${pin.version}` : module;
  const { Dir, Sum } = downloaded.parse(JSON.parse(await go.run(["mod", "download", "-json", wanted])));
  if (pin && Sum !== pin.sum)
    throw new Error(
      `${wanted} came with the hash ${Sum ?? "(none)"} and not ${pin.sum}, so it is not what was pinned.`,
    );
  const draft = `${to}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  mkdirSync(dirname(to), { recursive: true });
  try {
    // Two folders may have a file of one name.
    for (const folder of folders)
      for (const file of yamlFiles(join(Dir, folder)).filter((one) => only?.includes(one) ?? true))
        copyFileSync(join(Dir, folder, file), join(draft, `${folder.replaceAll("/", "-")}-${file}`));
    renameSync(draft, to);
  } catch (error) {
    // Another run was first: its copy is the same.
    if (!existsSync(to)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The absolute paths of the copied files. */
export function filesOf(folder: string): string[] {
  return yamlFiles(folder).map((file) => join(folder, file));
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
    .sort();
}
