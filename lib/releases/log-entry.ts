import { z } from "zod";
import { targetOf } from "@/lib/domain/path";
import type { RequestEvent } from "@/lib/domain/request";
import type { Person } from "@/lib/domain/viewer";
import { type Commit, parseCommit } from "./commit";
import { oneLine } from "./identity";

/** What a request asks for, as of one of its commits. */
export interface Proposal {
  title: string;
  path: string;
  type: "create" | "update" | "delete";
  /** The commit of main that the branch starts from, or that was last brought in. */
  base: string;
  /** The file's blob at `base` and on the branch; null where it is not. */
  before: string | null;
  after: string | null;
  /** What else the branch changes: empty unless somebody pushed to it. */
  otherPaths: string[];
}

/** One commit of a request's log. */
export interface LogEntry {
  type: RequestEvent["type"];
  by: Person;
  text: string;
  /** The commit it was said about, where that is not the tip. */
  head?: string;
  /** The form's key, of an entry that a submission made. */
  key?: string;
  /** The groups of the person, of an entry that a submission made. An old one has none. */
  groups?: readonly string[];
  /** Present on every entry that changed the branch. */
  proposal?: Proposal;
  /** True when another git client made the change: the entry only notes it. */
  byHand?: true;
}

export interface ReadEntry extends LogEntry {
  /** The log's commit before this one; null for the first. */
  previous: string | null;
  /** The branch's tip when the entry was made. */
  tip: string;
  mergeCommit: string | null;
  at: string;
}

const SAYS: Record<RequestEvent["type"], string> = {
  opened: "Open",
  revised: "Revise",
  updated: "Bring main into",
  commented: "Comment on",
  "changes-asked": "Ask for changes to",
  approved: "Approve",
  merged: "Merge",
  declined: "Decline",
  withdrawn: "Withdraw",
};

/**
 * A log commit's message: a subject for people and the entry as one line of JSON. People's text may hold anything
 * (line breaks, a NUL, lines that look like trailers); inside a JSON string none of it can pass for another entry.
 */
export function logMessage(number: number, entry: LogEntry): string {
  return `${subjectOf(number, entry)}\n\n${JSON.stringify(entry)}\n`;
}

const subjectOf = (number: number, { type }: LogEntry) => `${SAYS[type]} request ${number}`;

const PERSON = z.object({
  subject: z.string(),
  name: z.string(),
  email: z.string(),
  account: z.string().exactOptional(),
});
const BLOB = z.string().nullable();
/** What a LogEntry has to be: a push below refs/requests is refused, but whoever has the disk may write anything there. */
const ENTRY = z.object({
  type: z.string().refine((type) => Object.hasOwn(SAYS, type)),
  by: PERSON,
  text: z.string(),
  head: z.string().optional(),
  key: z.string().optional(),
  groups: z.array(z.string()).optional(),
  proposal: z
    .object({
      title: z.string(),
      path: z.string().refine((path) => targetOf(path) !== null),
      type: z.enum(["create", "update", "delete"]),
      base: z.string(),
      before: BLOB,
      after: BLOB,
      otherPaths: z.array(z.string()),
    })
    .optional(),
  byHand: z.literal(true).optional(),
});

function isLogEntry(value: unknown): value is LogEntry {
  return ENTRY.safeParse(value).success;
}

/**
 * Reads a commit of a request's log. Its parents are: the entry before, the branch's tip, the merge commit. Null when it
 * is none that the portal wrote about that request.
 */
export function parseLogEntry(number: number, content: Buffer): ReadEntry | null {
  const commit = parseCommit(content);
  const entry = entryOf(commit);
  // Somebody who copies a ref makes no second request of it.
  if (!entry || commit.subject !== subjectOf(number, entry) || commit.parents.length === 0) return null;
  const [first = "", second, third] = commit.parents;
  return entry.type === "opened"
    ? { ...entry, previous: null, tip: first, mergeCommit: null, at: commit.at }
    : { ...entry, previous: first, tip: second ?? first, mergeCommit: mergeOf(entry, second, third), at: commit.at };
}

function mergeOf(entry: LogEntry, tip: string | undefined, merge: string | undefined): string | null {
  // A branch that main was fast-forwarded to is its own merge commit, and git keeps a parent once.
  return entry.type === "merged" ? (merge ?? tip ?? null) : null;
}

function entryOf(commit: Commit): LogEntry | null {
  try {
    const entry: unknown = JSON.parse(commit.body);
    return isLogEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

/** A title fit for a subject line. */
export function titleLine(title: string): string {
  return oneLine(title) || "Change a manifest";
}
