import { Git, NO_OBJECT, OBJECT_ID } from "@/lib/releases/git";
import { PORTAL } from "@/lib/releases/identity";
import { type FileChange, writeCommits } from "@/lib/releases/object-writer";
import { invalid, notFound, Refusal } from "./answer";
import type { FileShape } from "./shapes";

/** The bare repository behind the server, in the few words that the API needs of git. */
export class BareRepository {
  readonly git: Git;

  constructor(directory: string) {
    this.git = new Git(directory);
  }

  /** Every branch and what it points at. */
  async branches(): Promise<Map<string, string>> {
    const text = await this.git.text(["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/"]);
    const lines = text.split("\n").filter((line) => line !== "");
    return new Map(lines.map((line) => [line.slice(41 + "refs/heads/".length), line.slice(0, 40)]));
  }

  async isAncestor(old: string, young: string): Promise<boolean> {
    return (await this.git.run(["merge-base", "--is-ancestor", old, young], { answers: [0, 1] })).code === 0;
  }

  /** The tree of a merge, or null when it conflicts. */
  async mergeTree(ours: string, theirs: string): Promise<string | null> {
    const args = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
    const { code, stdout } = await this.git.run(args, { answers: [0, 1, 128] });
    return code === 0 ? stdout.toString("utf8", 0, 40) : null;
  }

  /** What changes between the place where two commits part and the second. */
  async filesBetween(base: string, head: string): Promise<FileShape[]> {
    const from = await this.git.text(["merge-base", base, head], { answers: [0, 1] });
    if (from === "") return [];
    const text = await this.git.text(["diff-tree", "-r", "-z", "--no-renames", "--raw", from, head]);
    const parts = text.split("\0");
    const files: FileShape[] = [];
    for (let place = 0; place + 1 < parts.length; place += 2) {
      const [, , , sha = "", letter = ""] = (parts[place] ?? "").split(" ");
      files.push({ filename: parts[place + 1] ?? "", status: STATUS[letter] ?? "modified", sha });
    }
    return files;
  }

  /** Makes a commit of a tree. */
  async commitTree(
    tree: string,
    parents: readonly string[],
    message: string,
    author: { name: string; email: string; date: string },
    committer = author,
  ): Promise<string> {
    const head = [
      `tree ${tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${author.name} <${author.email}> ${secondsOf(author.date)} +0000`,
      `committer ${committer.name} <${committer.email}> ${secondsOf(committer.date)} +0000`,
    ];
    const content = `${head.join("\n")}\n\n${message}`;
    return this.git.text(["hash-object", "-t", "commit", "-w", "--stdin"], { input: content });
  }

  /** A tree like another (a tree's id, or a commit's) with some files changed; a null `sha` takes a file away. */
  async treeWith(
    base: string | undefined,
    entries: readonly { path: string; content?: string | undefined; sha?: string | null | undefined }[],
  ): Promise<string> {
    const tree = base === undefined ? null : await this.resolve(`${base}^{tree}`);
    const changes: FileChange[] = [];
    for (const { path, content, sha } of entries) {
      if (content !== undefined) changes.push({ path, text: content });
      else if (sha) changes.push({ path, blob: sha });
      else if (tree !== null && (await this.has(`${tree}:${path}`))) changes.push({ path, gone: true });
      else throw new Refusal(422, "GitRPC::BadObjectState");
    }
    const at = new Date(0);
    const scratch = { author: PORTAL, committer: PORTAL, at, message: "", parents: [], changes, tree };
    const [commit = ""] = await writeCommits(this.git, [scratch]);
    return this.resolve(`${commit}^{tree}`);
  }

  async requireCommit(sha: string): Promise<void> {
    if (!OBJECT_ID.test(sha)) throw invalid("The sha is none.");
    if (!(await this.has(`${sha}^{commit}`))) throw new Refusal(422, "Object does not exist");
  }

  /** Points a ref at a commit. @throws Refusal when it is not what `from` says (null: it is to be new) */
  async setRef(ref: string, to: string | null, from: string | null): Promise<void> {
    const args = to === null ? ["-d", ref, from ?? ""] : [ref, to, from ?? NO_OBJECT];
    const done = await this.git.run(["update-ref", ...args], { answers: [0, 1, 128] });
    if (done.code !== 0)
      throw new Refusal(422, from === null ? "Reference already exists" : "Reference cannot be updated");
  }

  async resolve(ref: string): Promise<string> {
    const id = await this.git.text(["rev-parse", "--verify", "--quiet", ref], { answers: [0, 1] });
    if (id === "") throw notFound();
    return id;
  }

  private async has(name: string): Promise<boolean> {
    return (await this.git.run(["cat-file", "-e", name], { answers: [0, 1, 128] })).code === 0;
  }
}

const STATUS: Record<string, FileShape["status"]> = { A: "added", D: "removed", M: "modified" };
const secondsOf = (date: string) => Math.floor(Date.parse(date) / 1000);
