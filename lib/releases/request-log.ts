import type { RequestEvent } from "@/lib/domain/request";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import { NO_OBJECT } from "./git";
import type { LogEntry, Proposal, ReadEntry } from "./log-entry";
import { parseLogEntry } from "./log-entry";
import type { ObjectReader } from "./object-reader";
import { branchOf, logOf } from "./ref-names";
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
  /** Why a log can't be read, by number, and which tip of it. */
  private readonly broken = new Map<number, { log: string; why: string }>();
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

  /** Requests whose log can't be read, oldest first. */
  unreadable(): UnreadableRequest[] {
    return [...this.broken].sort(([a], [b]) => a - b).map(([number, { why }]) => unreadableOf(number, why));
  }

  /** A number that no request and no branch has or had; one that can't be read has its own. */
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
    // A log that is gone tells nothing any more, as after a restart.
    for (const number of [...this.byNumber.keys(), ...this.broken.keys()])
      if (!refs.logs.has(number)) this.forget(number);
    const read = await Promise.all(
      changed.map(async ([number, log]) => {
        const known = this.byNumber.get(number);
        const entries: ReadEntry[] = [];
        for (let at: string | null = log; at !== null && at !== known?.log; ) {
          const entry: ReadEntry | string = await this.entry(number, at);
          if (typeof entry === "string") return { number, log, why: entry };
          entries.push(entry);
          at = entry.previous;
        }
        // The chain ends where it began, or at what was read before.
        const start = entries.at(-1)?.previous === null ? null : (known ?? null);
        const record = entries.reverse().reduce((record, entry) => add(record, number, log, entry), start);
        return record ?? { number, log, why: `commit ${short(log)} begins a log without saying what is asked for` };
      }),
    );
    for (const found of read) {
      this.forget(found.number);
      if ("why" in found) this.broken.set(found.number, found);
      else this.keep(found);
    }
    for (const number of refs.logs.keys()) this.last = Math.max(this.last, number);
    this.followed = refs;
    return refs;
  }

  /** An entry, or why there is none. */
  private async entry(number: number, id: string): Promise<ReadEntry | string> {
    if (id === NO_OBJECT) return NO_ID;
    const found = await this.objects.object(id);
    if (!found) return `commit ${short(id)} is missing`;
    if (found.type !== "commit") return `${short(id)} is a ${found.type} and no commit`;
    return (
      parseLogEntry(number, found.content) ??
      `commit ${short(id)} is none that the portal wrote about request ${number}`
    );
  }

  private forget(number: number): void {
    this.broken.delete(number);
    const before = this.byNumber.get(number);
    if (!before) return;
    this.openByPath.get(before.proposal.path)?.delete(number);
    for (const { by, key } of before.submissions) this.byKey.delete(keyOf(by, key));
    this.byNumber.delete(number);
    this.sorted = null;
  }

  private keep(record: RequestRecord): void {
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

const NO_ID = "the file holds no commit's id";
const short = (id: string) => id.slice(0, 7);

function unreadableOf(number: number, why: string): UnreadableRequest {
  const ref = logOf(number);
  // Git refuses to set such a ref, even to what is right.
  const first = why === NO_ID ? `delete the file ${ref}, ` : "";
  return {
    number,
    ref,
    why,
    fix:
      `Bring the repository's missing files back from a backup, or find the newest commit of this log with git fsck --lost-found, ` +
      `${first}and set it with git update-ref ${ref} COMMIT; then restart the portal. What was asked for may still be on ${branchOf(number)}. ` +
      `The number is not given to another request.`,
  };
}

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
