import type { RequestEvent } from "@/lib/domain/request";
import type { LogEntry, Proposal, ReadEntry } from "./log-entry";
import { parseLogEntry } from "./log-entry";
import type { ObjectReader } from "./object-reader";
import type { Refs } from "./refs";

/** A request as its log tells it, and nothing else: it depends on the log's tip alone. */
export interface RequestRecord {
  number: number;
  /** The log's newest commit. */
  log: string;
  /** The branch's tip when that was written. */
  tip: string;
  events: RequestEvent[];
  /** The newest proposal, and the person who opened the request. */
  proposal: Proposal;
  by: RequestEvent["by"];
  /** That person's groups as of their newest submission. */
  requesterGroups: readonly string[];
  /** The newest submission of each person's key: whose, and which blob (null deletes). */
  submissions: { by: string; key: string; path: string; blob: string | null }[];
  end: "merged" | "declined" | "withdrawn" | null;
  mergeCommit: string | null;
  handEdited: boolean;
}

/** All requests' records, kept up to date with the logs: only entries that were not read before are read. */
export class RequestLog {
  private readonly byNumber = new Map<number, RequestRecord>();
  private readonly byKey = new Map<string, number>();
  private readonly openByPath = new Map<string, Set<number>>();
  private sorted: readonly RequestRecord[] | null = null;
  private last = 0;
  private following: Promise<Refs> | null = null;
  private followed: Refs | null = null;

  constructor(private readonly objects: ObjectReader) {}

  /**
   * Reads what is new in the logs. Answers the refs that the records now belong to: those given, or newer ones that
   * another reader brought. Records and refs are to be taken together: of different times they tell of changes that never were.
   */
  follow(refs: Refs): Promise<Refs> {
    // One at a time: two readers at once would read the same entries twice.
    this.following = (this.following ?? Promise.resolve()).catch(() => undefined).then(() => this.readNew(refs));
    return this.following;
  }

  record(number: number): RequestRecord | undefined {
    return this.byNumber.get(number);
  }

  /** The request that a person's key belongs to. */
  ofKey(subject: string, key: string): RequestRecord | undefined {
    const number = this.byKey.get(keyOf(subject, key));
    return number === undefined ? undefined : this.byNumber.get(number);
  }

  /** An open request for a path, other than the one given. */
  openFor(path: string, except: number | undefined): RequestRecord | undefined {
    for (const number of this.openByPath.get(path) ?? []) if (number !== except) return this.byNumber.get(number);
    return undefined;
  }

  /** All, newest first. */
  records(): readonly RequestRecord[] {
    this.sorted ??= [...this.byNumber.values()].sort((a, b) => b.number - a.number);
    return this.sorted;
  }

  /** A number that no request and no branch has or had. */
  nextNumber(refs: Refs): number {
    let highest = this.last;
    for (const number of refs.branches.keys()) highest = Math.max(highest, number);
    return highest + 1;
  }

  private async readNew(refs: Refs): Promise<Refs> {
    // A reader that was slow must not take back what a quicker one has read since.
    if (this.followed && refs.sequence <= this.followed.sequence) return this.followed;
    const changed: [number, string][] = [];
    for (const [number, log] of refs.logs) if (this.byNumber.get(number)?.log !== log) changed.push([number, log]);
    const read = await Promise.all(
      changed.map(async ([number, log]) => {
        const known = this.byNumber.get(number);
        const entries: ReadEntry[] = [];
        for (let at: string | null = log; at !== null && at !== known?.log; ) {
          const entry: ReadEntry | null = await this.entry(at);
          if (!entry) return null;
          entries.push(entry);
          at = entry.previous;
        }
        // The chain ends where it began, or at what was read before.
        const start = entries.at(-1)?.previous === null ? null : (known ?? null);
        return entries.reverse().reduce((record, entry) => add(record, number, log, entry), start);
      }),
    );
    for (const record of read) if (record) this.keep(record);
    for (const number of refs.logs.keys()) this.last = Math.max(this.last, number);
    this.followed = refs;
    return refs;
  }

  private async entry(id: string): Promise<ReadEntry | null> {
    const found = await this.objects.object(id);
    return found?.type === "commit" ? parseLogEntry(found.content) : null;
  }

  private keep(record: RequestRecord): void {
    const before = this.byNumber.get(record.number);
    if (before) this.openByPath.get(before.proposal.path)?.delete(record.number);
    this.byNumber.set(record.number, record);
    this.sorted = null;
    for (const { by, key } of record.submissions) this.byKey.set(keyOf(by, key), record.number);
    if (record.end !== null) return;
    const { path } = record.proposal;
    const open = this.openByPath.get(path) ?? new Set();
    this.openByPath.set(path, open.add(record.number));
  }
}

const keyOf = (subject: string, key: string) => `${subject}\n${key}`;

/** A record with one more entry. */
function add(record: RequestRecord | null, number: number, log: string, entry: ReadEntry): RequestRecord | null {
  const proposal = entry.proposal ?? record?.proposal;
  if (!proposal) return null;
  const others = record?.submissions.filter((one) => one.key !== entry.key || one.by !== entry.by.subject) ?? [];
  return {
    number,
    log,
    tip: entry.tip,
    events: [...(record?.events ?? []), eventOf(entry)],
    proposal,
    by: record?.by ?? entry.by,
    requesterGroups: groupsOf(record, entry),
    submissions:
      entry.key === undefined
        ? others
        : [...others, { by: entry.by.subject, key: entry.key, path: proposal.path, blob: proposal.after }],
    end: endOf(entry) ?? record?.end ?? null,
    mergeCommit: entry.mergeCommit ?? record?.mergeCommit ?? null,
    handEdited: (record?.handEdited ?? false) || entry.byHand === true,
  };
}

/** Whoever else changes the branch (another git client, say) lends the requester no group. */
function groupsOf(record: RequestRecord | null, { by, groups }: ReadEntry): readonly string[] {
  if (!record) return groups ?? [];
  return groups && by.subject === record.by.subject ? groups : record.requesterGroups;
}

function eventOf(entry: ReadEntry): RequestEvent {
  return { type: entry.type, at: entry.at, by: entry.by, head: entry.head ?? entry.tip, text: entry.text };
}

function endOf({ type }: LogEntry): RequestRecord["end"] {
  return type === "merged" || type === "declined" || type === "withdrawn" ? type : null;
}
