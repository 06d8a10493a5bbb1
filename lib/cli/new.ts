import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chartFolders } from "@/lib/catalog/read-catalog";
import { problemsOfServiceName, scaffold } from "@/lib/compile/scaffold";
import { definitions } from "./definitions";

const USAGE = "Say which: make new SERVICE=postgres";

/**
 * `make new SERVICE=postgres`: writes the service's chart, and everything that is compiled from its schema.
 * In: the repository's root and the name. Out: the exit code: 0 written, 1 refused, 2 nothing was asked for.
 */
export async function newService(root: string, [name = ""]: readonly string[]): Promise<number> {
  if (name === "") {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const problems = problemsOfServiceName(name, await chartFolders(root));
  if (problems.length > 0) {
    process.stderr.write(problems.map((problem) => `✕ ${problem}\n`).join(""));
    return 1;
  }
  for (const { path, text } of scaffold(name)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    process.stderr.write(`wrote ${path}\n`);
  }
  const code = await definitions(root, []);
  if (code === 0)
    process.stderr.write(
      `\n${name} can be requested in the portal now. Next: describe its fields in charts/${name}/values.schema.json, write its templates, and run make definitions all.\n`,
    );
  return code;
}
