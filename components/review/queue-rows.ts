import { relativeTime } from "@/components/ui/relative-time";
import type { RequestState } from "@/lib/domain/request";
import type { QueueRow, ReviewQueue } from "@/lib/domain/request-views";

/** How a request left the queue while it was on screen. */
export interface Outcome {
  /** "Merged by you", "Declined by platform-admin 2 minutes ago" */
  text: string;
  /** Null when only its absence is known. */
  state: RequestState | null;
}

const WORDS: Partial<Record<RequestState, string>> = {
  merged: "Merged",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

/** What is known about requests that ended, in words, by number. `now` is ISO 8601. */
export function outcomesOf(ended: ReviewQueue["ended"], now: string): Map<number, Outcome> {
  return new Map(
    ended.map(({ number, state, by, at }) => [
      number,
      { state, text: `${WORDS[state] ?? "Ended"} by ${by.name} ${relativeTime(at, now)}` },
    ]),
  );
}

/** A row as the page shows it: still in the queue, or done and left where it was. */
export interface ShownRow {
  row: QueueRow;
  done: Outcome | null;
}

/**
 * Brings what the server has now into what is on screen: rows keep their place, new ones join at the end (the queue is oldest
 * first), and a row that left the queue stays where it was, as done.
 * @param outcomes what is known about requests that left, by number.
 */
export function mergeRows(
  shown: readonly ShownRow[],
  rows: readonly QueueRow[],
  outcomes: ReadonlyMap<number, Outcome>,
): ShownRow[] {
  const now = new Map(rows.map((row) => [row.number, row]));
  const kept = shown.map(({ row, done }): ShownRow => {
    const fresh = now.get(row.number);
    now.delete(row.number);
    if (fresh !== undefined) return { row: fresh, done: null };
    return { row, done: outcomes.get(row.number) ?? done ?? { text: "No longer waiting", state: null } };
  });
  return [...kept, ...[...now.values()].map((row): ShownRow => ({ row, done: null }))];
}

/** The row that follows `number` and is still to be decided by this person, else the first such row; null when none is left. */
export function nextToDecide(shown: readonly ShownRow[], number: number): number | null {
  const place = shown.findIndex(({ row }) => row.number === number);
  const open = (candidate: ShownRow) =>
    candidate.done === null &&
    candidate.row.number !== number &&
    candidate.row.decide.allowed &&
    (candidate.row.state === "waiting" || candidate.row.state === "approved");
  return (shown.slice(place + 1).find(open) ?? shown.find(open))?.row.number ?? null;
}

/** True for a row that may be approved together with others: nothing to look at twice, nothing that fails, not decided yet. */
export function canJoin({ row, done }: ShownRow): boolean {
  return (
    done === null &&
    row.decide.allowed &&
    row.flags.length === 0 &&
    row.problems === 0 &&
    (row.state === "waiting" || row.state === "approved")
  );
}

/** Where j, k and the arrows lead: the place in a list of `length` after one step from `from`; it stops at the ends. */
export function stepTo(key: string, from: number, length: number, letters: boolean): number | null {
  if (length === 0) return null;
  if (key === "ArrowDown" || (letters && key === "j")) return Math.min(length - 1, from + 1);
  if (key === "ArrowUp" || (letters && key === "k")) return Math.max(0, from - 1);
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return null;
}
