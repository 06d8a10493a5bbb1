import { type LogEntry, logMessage } from "./log-entry";
import type { NewCommit } from "./object-writer";

export interface EntryToWrite {
  entry: LogEntry;
  at: Date;
  /** The branch's tip: a commit, or its place in the list that is written. */
  tip: string | number;
  merge?: string | number | undefined;
}

/**
 * The commits that add entries to a request's log, one after the other. They keep the branch's tips alive: when the
 * branch is gone, git still has what was said and what it was said about. `offset` is their place in the list that is written.
 */
export function logCommits(
  number: number,
  previous: string | null,
  entries: readonly EntryToWrite[],
  offset: number,
): NewCommit[] {
  return entries.map(({ entry, at, tip, merge }, place) => {
    const before = place === 0 ? previous : offset + place - 1;
    return {
      author: entry.by,
      committer: entry.by,
      at,
      message: logMessage(number, entry),
      parents: [...(before === null ? [] : [before]), tip, ...(merge === undefined ? [] : [merge])],
      changes: [],
      tree: null,
    };
  });
}
