import { BoundedMap } from "@/lib/domain/bounded-map";
import { type Git, OBJECT_ID } from "./git";
import { keepAnswer } from "./keep-answer";
import type { Proposal } from "./log-entry";
import type { ObjectReader } from "./object-reader";
import type { RequestRecord } from "./request-log";

/** The outcome of merging one file: its blob (null: the file is gone), or that both sides changed it in ways that clash. */
export type FileMerge = { conflict: false; blob: string | null } | { conflict: true };

/** What a record says of a branch: its tip, and what is asked for there. */
type Noted = Pick<RequestRecord, "tip" | "proposal">;

/** Most answers kept; each is a few hundred bytes and can be worked out again. */
const KEPT = 20_000;

/**
 * What there is to know about commits of requests' branches. Everything asked here depends on commits and blobs alone,
 * which never change, so answers are kept.
 */
export class Heads {
  private readonly answers = new BoundedMap<string, Promise<unknown>>(KEPT);

  constructor(
    private readonly git: Git,
    private readonly objects: ObjectReader,
  ) {}

  /** True when `old` is `young` or one of the commits that it grew from. False when one of them is not here. */
  isAncestor(old: string, young: string): Promise<boolean> {
    if (old === young) return Promise.resolve(true);
    if (!OBJECT_ID.test(old) || !OBJECT_ID.test(young)) return Promise.resolve(false);
    const question = `ancestor ${old} ${young}`;
    return this.keep(question, async () => {
      const { code } = await this.git.run(["merge-base", "--is-ancestor", old, young], { answers: [0, 1, 128] });
      // A commit that is not here today may be pushed tomorrow.
      if (code === 128) this.answers.delete(question);
      return code === 0;
    });
  }

  /**
   * What a request asks for as of a commit of its branch. For the commits that the portal wrote the log says so;
   * for others git is asked, against main as given.
   */
  async proposal(record: Noted, tip: string, main: string): Promise<Proposal> {
    if (tip === record.tip) return record.proposal;
    const { title, path } = record.proposal;
    const base = (await this.mergeBase(main, tip)) ?? record.proposal.base;
    const [before, after, otherPaths] = await Promise.all([
      this.objects.blobAt(base, path),
      this.objects.blobAt(tip, path),
      this.pathsBetween(base, tip).then((paths) => paths.filter((changed) => changed !== path)),
    ]);
    const type = after === null ? "delete" : before === null ? "create" : "update";
    return { title, path, type, base, before, after, otherPaths };
  }

  /**
   * True when what was said about `seen` holds for `tip`: it is the same commit, or a later one whose own file is the
   * same and which otherwise only brings main in.
   */
  async holds(record: Noted, seen: string, tip: string, main: string): Promise<boolean> {
    if (seen === tip) return true;
    if (!(await this.isAncestor(seen, tip))) return false;
    const [then, now] = await Promise.all([this.proposal(record, seen, main), this.proposal(record, tip, main)]);
    return then.after === now.after && then.otherPaths.length === 0 && now.otherPaths.length === 0;
  }

  /** What a merge of a request's branch into main would make of its file. */
  mergeFile(proposal: Proposal, onMain: string | null, tip: string, main: string): Promise<FileMerge> {
    const { before, after, path } = proposal;
    if (onMain === before || onMain === after) return Promise.resolve({ conflict: false, blob: after });
    if (after === before) return Promise.resolve({ conflict: false, blob: onMain });
    // One side took the file away, or both made it: there is nothing to merge line by line.
    if (before === null || after === null || onMain === null) return Promise.resolve({ conflict: true });
    const question = `merge ${before} ${after} ${onMain}`;
    return this.keep(question, async () => {
      const args = ["merge-tree", "--write-tree", "--no-messages", main, tip];
      const { code, stdout } = await this.git.run(args, { answers: [0, 1, 128] });
      const tree = stdout.toString("utf8", 0, 40);
      // 128: the branch shares no history with main, so nothing can be merged; or git couldn't write the merged file
      // down (a full disk, say), which may be mended the next time.
      if (code === 128 && (await this.mergeBase(main, tip).catch(() => null)) !== null) this.answers.delete(question);
      return code === 0 ? { conflict: false, blob: await this.objects.blobAt(tree, path) } : { conflict: true };
    });
  }

  /** The commit at which two branches parted, or null when they share none. */
  mergeBase(a: string, b: string): Promise<string | null> {
    return this.keep(`base ${a} ${b}`, async () => {
      const { stdout } = await this.git.run(["merge-base", a, b], { answers: [0, 1] });
      return stdout.toString("utf8").trim() || null;
    });
  }

  /** The paths at which two commits differ. */
  pathsBetween(from: string, to: string): Promise<string[]> {
    return this.keep(`paths ${from} ${to}`, async () => {
      const text = await this.git.text(["diff-tree", "-r", "-z", "--no-renames", "--name-only", from, to]);
      return text.split("\0").filter((path) => path !== "");
    });
  }

  private keep<T>(question: string, ask: () => Promise<T>): Promise<T> {
    // The question names its kind, and each kind has one type of answer.
    return keepAnswer(this.answers as BoundedMap<string, Promise<T>>, question, ask);
  }
}
