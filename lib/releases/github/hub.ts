import { createHash } from "node:crypto";
import { isPortalError, PortalError } from "@/lib/domain/errors";
import type { ForeignPull, GithubState } from "@/lib/domain/pull-request";
import type { Request, RequestDetail } from "@/lib/domain/request";
import type { Judged } from "../consider";
import type { Heads } from "../heads";
import { historyOf } from "../history";
import type { MainReader } from "../main-reader";
import { Mutex } from "../mutex";
import type { ObjectReader } from "../object-reader";
import type { Revision } from "../port";
import type { RequestRecord } from "../request-log";
import { detailOf, type Tip, viewOf } from "../request-view";
import { storyOf } from "./branch-story";
import type { Client } from "./client";
import { CommentList } from "./comment-list";
import { Extras } from "./extras";
import type { Facts, Sources } from "./facts";
import { Index } from "./index-of-records";
import type { Mirror, MirrorRefs } from "./mirror";
import { PullList } from "./pull-list";
import { RecordShelf } from "./record-shelf";
import type { Pull } from "./shapes";
import { endUnknown } from "./timeline";

export interface HubParts {
  client: Client;
  mirror: Mirror;
  sources: Sources;
  now: () => Date;
  /** How old (ms) what is shown may be before GitHub is asked again. */
  maxAge: number;
  /** Told why GitHub can't be read, and (null) that it can again. */
  report: (why: string | null) => void;
}

/** What is known at one moment: Git's refs and GitHub's pull requests, together. */
export interface Now extends Pick<MirrorRefs, "main"> {
  refs: MirrorRefs;
  /** Differs whenever main or any request does. */
  version: string;
}

/** The repository on GitHub as the portal knows it, and what every verb needs of it. */
export class Hub implements Judged<Now> {
  readonly log = new Index();
  readonly heads: Heads;
  readonly objects: ObjectReader;
  readonly pulls: PullList;
  readonly comments: CommentList;
  readonly extras: Extras;
  private readonly reader: MainReader;
  private readonly mutex = new Mutex();
  private readonly views = new Map<number, { key: string; request: Request }>();
  private readonly shelf: RecordShelf;
  /** Told of what is known each time it was looked at anew. */
  looked: (now: Now) => void = () => undefined;
  private known: { now: Now; at: number } | null = null;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private foreignPulls: ForeignPull[] = [];
  private awaySince: GithubState["away"] = null;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private hintedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly parts: HubParts) {
    const { client, sources } = parts;
    this.reader = sources.reader;
    this.heads = sources.reader.heads;
    this.objects = sources.reader.objects;
    this.shelf = new RecordShelf(sources);
    this.pulls = new PullList(client);
    this.comments = new CommentList(client);
    this.extras = new Extras(client);
  }

  /**
   * For reading: what is known, brought up to date when it is older than it may be. While GitHub does not answer, what was
   * known last goes on being shown.
   */
  async current(): Promise<Now> {
    if (this.known && this.isFresh(this.known.at)) return this.known.now;
    // Whoever waited for somebody else's look need not look again.
    const asked = performance.now();
    return this.mutex.run(async () => {
      if (this.known && (this.known.at >= asked || this.isFresh(this.known.at))) return this.known.now;
      try {
        const now = await this.refresh();
        this.tell(null);
        return now;
      } catch (error) {
        if (!this.known || !isPortalError(error)) throw error;
        this.tell(error.message);
        // Not asked again for each page meanwhile.
        this.pausedUntil = performance.now() + this.pause();
        return this.known.now;
      }
    });
  }

  /** Nothing that was asked before is believed any more: something may have happened on GitHub. */
  hint(): void {
    this.hintedAt = performance.now();
  }

  /** Why GitHub can't be read, and since when; null when it can. */
  away(): GithubState["away"] {
    return this.awaySince;
  }

  /**
   * For writing: runs `work` alone, on refs that were just fetched. `work` returns "again" when something moved under it.
   */
  write<T extends object | null>(work: (now: Now) => Promise<T | "again">): Promise<T> {
    const asked = performance.now();
    return this.mutex.run(async () => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const result = await work(await this.forWriting(asked, tries));
        if (result !== "again") return result;
      }
      throw new PortalError(
        "unavailable",
        "The releases repository kept changing on GitHub while this was written. Try again in a moment.",
      );
    });
  }

  /** What one write has just brought serves those that waited for it. */
  private async forWriting(asked: number, tries: number): Promise<Now> {
    if (!this.known || tries > 0) return this.refresh();
    if (this.fetchedAt >= asked) return this.known.now;
    return this.isFresh(this.known.at) ? this.refetch() : this.refresh();
  }

  /** Reads Git again, and GitHub's lists only when Git tells of a pull request that is in none. */
  async refetch(): Promise<Now> {
    const at = performance.now();
    const refs = await this.parts.mirror.fetch();
    this.fetchedAt = at;
    for (const number of refs.heads.keys()) if (!this.pulls.get(number)) return this.refresh(refs);
    return this.combine(refs);
  }

  /** Waits for what is being written. */
  idle(): Promise<void> {
    return this.mutex.run(() => Promise.resolve());
  }

  async requests(): Promise<readonly Request[]> {
    const now = await this.current();
    return Promise.all(this.log.records().map((record) => this.view(record, now)));
  }

  /** @param closely GitHub is asked for its reviews, too */
  async detail(number: number, closely: boolean): Promise<RequestDetail | null> {
    let now = await this.current();
    if (closely && (await this.readReviews(number))) now = await this.mutex.run(() => this.combine(now.refs));
    const record = this.log.record(number);
    if (!record) return null;
    const [request, tip] = await Promise.all([this.view(record, now), this.tip(record)]);
    return detailOf(this.reader, request, record, tip, now.main);
  }

  /** Open ones, newest first. */
  async foreign(): Promise<readonly ForeignPull[]> {
    await this.current();
    return this.foreignPulls.filter(({ open }) => open);
  }

  async history(path: string, limit: number): Promise<Revision[]> {
    const { main } = await this.current();
    return historyOf(this.reader, main, (number) => this.log.record(number), path, limit);
  }

  main({ main }: Now) {
    return this.reader.main(main);
  }

  at(commit: string, { main }: Now) {
    return this.reader.at(commit, main);
  }

  blobAt(commit: string, path: string, { main }: Now): Promise<string | null> {
    return this.reader.blobAt(commit, path, main);
  }

  /** A record is made of the branch as it is, so nothing on it is unnoted. */
  tip({ tip, proposal }: RequestRecord): Promise<Tip> {
    return Promise.resolve({ tip, proposal, unnoted: null });
  }

  async view(record: RequestRecord, now: Now): Promise<Request> {
    const onMain = (await this.main(now)).entry(record.proposal.path)?.blob ?? null;
    const key = `${record.log} ${record.end ? "" : onMain}`;
    const known = this.views.get(record.number);
    if (known?.key === key) return known.request;
    const request = await viewOf(this.reader, record, await this.tip(record), onMain, now.main);
    this.views.set(record.number, { key, request });
    return request;
  }

  /** Says once that GitHub is away, and once that it is back. */
  private tell(why: string | null): void {
    if ((this.awaySince === null) !== (why === null)) this.parts.report(why);
    const since = this.awaySince?.since ?? this.parts.now().toISOString();
    this.awaySince = why === null ? null : { since, why };
  }

  /** Whether what was asked then (`performance.now`) may still be shown. */
  isFresh(at: number): boolean {
    const now = performance.now();
    if (now < this.pausedUntil) return true;
    return at >= this.hintedAt && now - at < this.parts.maxAge;
  }

  private async refresh(fetched?: MirrorRefs): Promise<Now> {
    const at = performance.now();
    await Promise.all([this.pulls.refresh(), this.comments.refresh()]);
    // Git last: what a list tells of is there by then.
    const refs = fetched ?? (await this.parts.mirror.fetch());
    await this.readExtras(refs);
    const now = await this.combine(refs);
    this.known = { now, at };
    this.fetchedAt = at;
    return now;
  }

  /** How long (ms) GitHub isn't asked again after a failed look: while it takes no calls, until it takes some. */
  private pause(): number {
    const limit = this.parts.client.limits.read();
    const short = Math.min(this.parts.maxAge, PAUSE);
    return limit?.reached ? Math.max(short, Date.parse(limit.until) - Date.now()) : short;
  }

  private async readExtras(refs: MirrorRefs): Promise<void> {
    await Promise.all(
      [...this.pulls.all()].map(async (pull) => {
        if (this.extras.isCurrent(pull)) return;
        const facts = this.factsOf(pull, refs);
        if (!facts) return;
        const ending = await endUnknown(this.parts.sources, facts);
        const newest = this.comments.of(pull.number).at(-1)?.updated_at;
        // A pull request that was only opened, or only commented on, has no review yet.
        const explained = pull.updated_at === pull.created_at || pull.updated_at === newest;
        const open = pull.state === "open";
        const writers = open && (await this.hasOthers(facts));
        if (ending || writers || (open && !explained))
          await this.extras.read(pull, { reviews: open && !explained, writers, ending });
        else this.extras.skip(pull);
      }),
    );
  }

  /** Whether somebody else than the portal has a commit on the branch. */
  private async hasOthers({ tip, main }: Facts): Promise<boolean> {
    const { reader, seal } = this.parts.sources;
    return (await storyOf(reader, seal, tip, main)).some(({ note }) => !note);
  }

  /** Reviews of the one that somebody looks at; true when they were asked for. */
  private async readReviews(number: number): Promise<boolean> {
    const pull = this.pulls.get(number);
    if (pull?.state !== "open" || this.isFresh(this.extras.of(number).asked)) return false;
    const record = this.log.record(number);
    try {
      await this.extras.read(pull, { reviews: true, writers: record?.handEdited ?? false, ending: false });
      return true;
    } catch (error) {
      if (isPortalError(error)) return false;
      throw error;
    }
  }

  private factsOf(pull: Pull, refs: MirrorRefs): Facts | null {
    const branch = pull.state === "open" ? refs.branches.get(pull.head.ref) : undefined;
    const tip = branch ?? refs.heads.get(pull.number);
    if (tip === undefined) return null;
    return { pull, comments: this.comments.of(pull.number), extra: this.extras.of(pull.number), tip, main: refs.main };
  }

  /** Makes the records that are others now. */
  private async combine(refs: MirrorRefs): Promise<Now> {
    const foreign: ForeignPull[] = [];
    const records: RequestRecord[] = [];
    await Promise.all(
      [...this.pulls.all()].map(async (pull) => {
        const facts = this.factsOf(pull, refs);
        if (!facts) return;
        const made = await this.shelf.make(facts);
        if ("why" in made) foreign.push(made);
        else records.push(made);
      }),
    );
    this.foreignPulls = foreign.sort((a, b) => b.number - a.number);
    this.log.set(records.sort((a, b) => b.number - a.number));
    const all = JSON.stringify([
      refs.main,
      records.map(({ log }) => log),
      foreign.map(({ number, title, open, paths }) => [number, title, open, paths]),
    ]);
    const now: Now = { refs, main: refs.main, version: createHash("sha1").update(all).digest("hex") };
    if (this.known) this.known.now = now;
    this.looked(now);
    return now;
  }
}

/** How often a write is tried when something moves under it. */
const TRIES = 4;

/** How long (ms) after a failed look the next is due. */
const PAUSE = 5000;
