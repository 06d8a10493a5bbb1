import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { run } from "@/lib/helm/run";

/** A file as git keeps it at one commit. */
export interface GitFile {
  path: string;
  text: string;
  /** False for a link and for another repository. */
  plain: boolean;
}

/**
 * Every file of a repository at one commit, in two runs of git however many there are.
 *
 * @param repository a clone or a bare repository
 * @param commit a commit, branch or tag
 * @returns the files, or a sentence that says why they can't be read
 */
export async function filesAt(repository: string, commit: string): Promise<GitFile[] | string> {
  const cwd = resolve(repository);
  const listed = await run("git", ["-C", cwd, "ls-tree", "-r", "-z", "--full-tree", commit], { env: process.env });
  if (listed.code !== 0) return `${repository} can't be read at ${commit}: ${firstLine(listed.stderr)}`;
  const entries = listed.stdout
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const [head, path] = splitOnce(line, "\t");
      const [mode = "", type = "", id = ""] = head.split(" ");
      return { path, id, plain: type === "blob" && mode.startsWith("100") };
    });
  const texts = await contents(
    cwd,
    entries.filter(({ plain }) => plain).map(({ id }) => id),
  );
  return entries.map(({ path, id, plain }) => ({ path, plain, text: texts.get(id) ?? "" }));
}

/** The texts of blobs by their ids, through one `git cat-file --batch` (git-cat-file(1), "BATCH OUTPUT"). */
async function contents(cwd: string, ids: readonly string[]): Promise<Map<string, string>> {
  const output = await new Promise<Buffer>((done, fail) => {
    const child = execFile(
      "git",
      ["-C", cwd, "cat-file", "--batch"],
      { encoding: "buffer", maxBuffer: 1024 * 1024 * 1024 },
      (error, stdout) => (error ? fail(new Error(error.message)) : done(stdout)),
    );
    child.stdin?.end(`${[...new Set(ids)].join("\n")}\n`);
  });
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [id = "", , size = "0"] = output.subarray(at, end).toString("latin1").split(" ");
    const start = end + 1;
    texts.set(id, output.subarray(start, start + Number(size)).toString("utf8"));
    at = start + Number(size) + 1;
  }
  return texts;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
