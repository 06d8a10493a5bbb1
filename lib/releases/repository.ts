import { isPortalError, PortalError } from "@/lib/domain/errors";
import type { Request, RequestDetail } from "@/lib/domain/request";
import type { Commit } from "./commit";
import { asDiskTrouble } from "./disk-trouble";
import { findMerge } from "./find-merge";
import type { Git } from "./git";
import type { Heads } from "./heads";
import { historyOf } from "./history";
import { logCommits } from "./log-commits";
import type { LogEntry } from "./log-entry";
import { MainReader } from "./main-reader";
import type { Maintenance } from "./maintenance";
import type { Mutex } from "./mutex";
import type { ObjectReader } from "./object-reader";
import type { NewCommit, ObjectWriter } from "./object-writer";
import type { Earlier, Revision } from "./port";
import { branchOf, logOf } from "./ref-names";
import type { RefChange, RefStore, Refs } from "./refs";
import { RequestLog, type RequestRecord } from "./request-log";
import { detailOf, type Tip, viewOf } from "./request-view";
import type { TableSnapshot } from "./snapshot";

const BRANCHES = "refs/heads/requests/";

/** How often a write is tried again when another git client moved a ref in between. */
const TRIES = 10;

interface Parts {
  git: Git;
  objects: ObjectReader;
  writer: ObjectWriter;
  refs: RefStore;
  mutex: Mutex;
  maintenance: Maintenance;
  now: () => Date;
}

/** The parts of the adapter and what every verb needs of them. */
export class Repository {
  readonly log: RequestLog;
  readonly heads: Heads;
  private readonly reader: MainReader;
  readonly git: Git;
  readonly objects: ObjectReader;
  readonly refs: RefStore;
  readonly now: () => Date;
  private readonly mutex: Mutex;
  private readonly writer: ObjectWriter;
  private readonly maintenance: Maintenance;
  private readonly views = new Map<number, { key: string; request: Request }>();
  private list: { version: string; requests: readonly Request[] } | null = null;
  /** The commit of main up to which merges that other clients made were looked for. */
  private searched: string | null = null;

  constructor({ git, objects, writer, refs, mutex, maintenance, now }: Parts) {
    this.git = git;
    this.objects = objects;
    this.writer = writer;
    this.refs = refs;
    this.mutex = mutex;
    this.maintenance = maintenance;
    this.now = now;
    this.log = new RequestLog(objects);
    this.reader = new MainReader(git, objects);
    this.heads = this.reader.heads;
  }

  /** For reading: the refs now, with logs read up to them. */
  async current(): Promise<Refs> {
    const refs = await this.refs.read();
    if (refs.main === this.searched) return this.log.follow(refs);
    try {
      return await this.mutex.run(() => this.settle());
    } catch (error) {
      // What others merged can't be noted now; whoever only reads needs no disk that can be written to.
      if (isPortalError(error)) return this.log.follow(refs);
      throw error;
    }
  }

  /**
   * For writing: runs `work` alone, on refs that are up to date. `work` returns null when a ref had moved under it,
   * and is then run again.
   */
  write<T extends object | null>(work: (refs: Refs) => Promise<T | "again">): Promise<T> {
    return this.mutex.run(async () => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const result = await work(await this.settle());
        if (result !== "again") return result;
      }
      throw new PortalError(
        "unavailable",
        "Other clients kept changing the releases repository while this was written. Nothing was changed. Try again in a moment.",
      );
    });
  }

  /** Waits for what is being written. */
  idle(): Promise<void> {
    return this.mutex.run(() => Promise.resolve());
  }

  /** Writes commits and then changes refs; the refs afterwards, or null when one of them had moved. Only inside `write`. */
  async store(
    refs: Refs,
    commits: readonly NewCommit[],
    changes: (ids: string[]) => RefChange[],
  ): Promise<{ refs: Refs; ids: string[] } | null> {
    const done = await this.put(commits, changes).catch((error: unknown) => {
      throw asDiskTrouble(error);
    });
    if (!done) return null;
    const { ids, wanted } = done;
    const after = this.refs.after(refs, wanted);
    // A merge of our own is in its log already.
    if (this.searched === refs.main) this.searched = after.main;
    this.maintenance.wrote(wanted.length);
    return { refs: await this.log.follow(after), ids };
  }

  private async put(commits: readonly NewCommit[], changes: (ids: string[]) => RefChange[]) {
    const ids = commits.length > 0 ? await this.writer.write(commits) : [];
    const wanted = changes(ids);
    return (await this.refs.change(wanted)) ? { ids, wanted } : null;
  }

  main(refs: Refs): Promise<TableSnapshot> {
    return this.reader.main(refs.main);
  }

  /** Everything that main had at a commit of its history, or null. Lists the whole repository, so only for who needs that. */
  whole(commit: string, refs: Refs): Promise<TableSnapshot | null> {
    return this.reader.whole(commit, refs.main);
  }

  /** The files of main at a commit of its history, or null. */
  at(commit: string, refs: Refs): Promise<Earlier | null> {
    return this.reader.at(commit, refs.main);
  }

  /** The blob at a path of a commit, or null; of main as it is now without asking git. */
  blobAt(commit: string, path: string, refs: Refs): Promise<string | null> {
    return this.reader.blobAt(commit, path, refs.main);
  }

  commit(id: string): Promise<Commit> {
    return this.reader.commit(id);
  }

  /**
   * Where a request's branch is. Of an ended one, and of one whose branch somebody deleted or set to what is no commit
   * here: where it was last.
   */
  async tip(record: RequestRecord, refs: Refs): Promise<Tip> {
    const branch = record.end ? record.tip : (refs.branches.get(record.number) ?? record.tip);
    const tip = branch === record.tip || (await this.isCommit(branch)) ? branch : record.tip;
    if (tip === record.tip) return { tip, proposal: record.proposal, unnoted: null };
    const [proposal, held, commit] = await Promise.all([
      this.heads.proposal(record, tip, refs.main),
      this.heads.holds(record, record.tip, tip, refs.main),
      this.commit(tip),
    ]);
    const type = held ? "updated" : "revised";
    const entry: LogEntry = { type, by: commit.author, text: commit.subject, proposal, byHand: true };
    return { tip, proposal, unnoted: { entry, at: new Date(commit.at) } };
  }

  private async isCommit(id: string): Promise<boolean> {
    return (await this.objects.object(id))?.type === "commit";
  }

  /** All requests, newest first. */
  async requests(): Promise<readonly Request[]> {
    const refs = await this.current();
    if (this.list?.version === refs.version) return this.list.requests;
    const records = this.log.records();
    const main = await this.main(refs);
    const requests = await Promise.all(records.map(async (record) => this.viewOn(main, record, refs)));
    this.list = { version: refs.version, requests };
    return requests;
  }

  /** A request as the port shows it. */
  async view(record: RequestRecord, refs: Refs): Promise<Request> {
    return this.viewOn(await this.main(refs), record, refs);
  }

  /** Worked out again only when its log, its branch or its file on main is another; else at hand without waiting. */
  private viewOn(main: TableSnapshot, record: RequestRecord, refs: Refs): Request | Promise<Request> {
    const branch = refs.branches.get(record.number) ?? "";
    const onMain = main.entry(record.proposal.path)?.blob ?? "";
    const byHand = branch !== "" && branch !== record.tip ? refs.main : "";
    const key = record.end ? record.log : `${record.log} ${branch} ${onMain} ${byHand}`;
    const known = this.views.get(record.number);
    if (known?.key === key) return known.request;
    return this.makeView(record, refs, onMain || null).then((request) => {
      this.views.set(record.number, { key, request });
      return request;
    });
  }

  private async makeView(record: RequestRecord, refs: Refs, onMain: string | null): Promise<Request> {
    return viewOf(this.reader, record, await this.tip(record, refs), onMain, refs.main);
  }

  /** A request with everything that a reviewer needs; null for a number that no request has. */
  async detail(number: number): Promise<RequestDetail | null> {
    const refs = await this.current();
    const record = this.log.record(number);
    if (!record) return null;
    const [request, tip] = await Promise.all([this.view(record, refs), this.tip(record, refs)]);
    return detailOf(this.reader, request, record, tip, refs.main);
  }

  /** The commits of main that changed a path, newest first. */
  async history(path: string, limit: number): Promise<Revision[]> {
    const refs = await this.current();
    return historyOf(this.reader, refs.main, (number) => this.log.record(number), path, limit);
  }

  /** Inside the mutex: refs and logs up to date, and merges that other clients made noted in their requests' logs. */
  private async settle(): Promise<Refs> {
    let refs = await this.log.follow(await this.refs.read());
    if (refs.main === this.searched) return refs;
    for (const record of await this.perhapsMerged(refs)) {
      const { tip, unnoted } = await this.tip(record, refs);
      const mergeCommit = await findMerge(this.git, this.heads, record.tip, tip, refs.main);
      if (mergeCommit === null) continue;
      const { committer, at } = await this.commit(mergeCommit);
      const entry: LogEntry = { type: "merged", by: committer, text: "" };
      const entries = [
        ...(unnoted ? [{ ...unnoted, tip }] : []),
        { entry, tip, at: new Date(at), merge: mergeCommit === tip ? undefined : mergeCommit },
      ];
      const commits = logCommits(record.number, record.log, entries, 0);
      const stored = await this.store(refs, commits, (ids) => [
        { ref: logOf(record.number), from: record.log, to: ids.at(-1) ?? null },
        ...this.branchGone(record.number, refs),
      ]);
      // Something moved meanwhile: the next reading looks again.
      if (!stored) return refs;
      refs = stored.refs;
    }
    this.searched = refs.main;
    return refs;
  }

  /** Open requests whose branch is part of main or gone. One question to git, however many are open. */
  private async perhapsMerged(refs: Refs): Promise<RequestRecord[]> {
    const text = await this.git.text(["for-each-ref", `--merged=${refs.main}`, "--format=%(refname)", BRANCHES]);
    const merged = new Set(text.split("\n").map((ref) => Number(ref.slice(BRANCHES.length))));
    return this.log
      .records()
      .filter(({ end, number }) => end === null && (merged.has(number) || !refs.branches.has(number)));
  }

  /** The change that takes a request's branch away, if it is there. */
  branchGone(number: number, refs: Refs): RefChange[] {
    const branch = refs.branches.get(number);
    return branch === undefined ? [] : [{ ref: branchOf(number), from: branch, to: null }];
  }
}
