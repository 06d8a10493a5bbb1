import { targetOf } from "@/lib/domain/path";
import { type Commit, parseCommit } from "./commit";
import type { Git } from "./git";
import { Heads } from "./heads";
import type { ObjectReader } from "./object-reader";
import type { Earlier } from "./port";
import type { TableSnapshot } from "./snapshot";
import { Snapshots } from "./snapshots";

/** Reads a bare repository that lies on this machine, whoever writes into it. */
export class MainReader {
  readonly heads: Heads;
  private readonly snapshots: Snapshots;

  constructor(
    readonly git: Git,
    readonly objects: ObjectReader,
  ) {
    this.heads = new Heads(git, objects);
    this.snapshots = new Snapshots(git, objects);
  }

  /** Main as it is now, at the commit that it points at. */
  main(commit: string): Promise<TableSnapshot> {
    return this.snapshots.at(commit, true);
  }

  /** Everything that main had at a commit of its history, or null. Lists the whole repository, so only for who needs that. */
  async whole(commit: string, main: string): Promise<TableSnapshot | null> {
    return (await this.heads.isAncestor(commit, main)) ? this.snapshots.at(commit, false) : null;
  }

  /** The files of main at a commit of its history, or null. Costs what is read of them, however big the repository is. */
  async at(commit: string, main: string): Promise<Earlier | null> {
    if (!(await this.heads.isAncestor(commit, main))) return null;
    const read = async (paths: readonly string[]) => {
      const found = await Promise.all(
        [...new Set(paths)].map(async (path) => {
          const text = targetOf(path) && (await this.objects.text(await this.objects.blobAt(commit, path)));
          return text === null ? [] : [[path, text] as const];
        }),
      );
      return new Map(found.flat());
    };
    const changed = async () => new Set(await this.heads.pathsBetween(commit, main));
    return { commit, read, changed };
  }

  /** The blob at a path of a commit, or null; of main as it is now without asking git. */
  async blobAt(commit: string, path: string, main: string): Promise<string | null> {
    if (commit !== main) return this.objects.blobAt(commit, path);
    const { tables } = await this.main(main);
    const asksGit = tables.foreign.has(path);
    return asksGit ? this.objects.blobAt(commit, path) : (tables.entries.get(path)?.blob ?? null);
  }

  /** @throws Error for a commit that is not here */
  async commit(id: string): Promise<Commit> {
    const found = await this.objects.object(id);
    if (found?.type !== "commit") throw new Error(`The releases repository has no commit ${id}. Run git fsck in it.`);
    return parseCommit(found.content);
  }
}
