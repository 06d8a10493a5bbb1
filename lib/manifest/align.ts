import { equalJson, type JsonValue } from "@/lib/domain/json";

/** One step from an old list to a new one. Indices are into the respective list. */
export type Step =
  | { kind: "keep" | "change"; from: number; to: number }
  | { kind: "remove"; from: number }
  | { kind: "insert"; to: number };

/** Beyond this many comparisons a list is compared from its two ends only. */
const MOST_COMPARED = 250_000;

/**
 * How an old list becomes a new one with the fewest items touched: equal items keep their lines, and what stands between
 * two kept items is changed in place before anything is removed or inserted.
 */
export function align(before: readonly JsonValue[], after: readonly JsonValue[]): Step[] {
  const kept = keptPairs(before, after);
  const steps: Step[] = [];
  let from = 0;
  let to = 0;
  for (const [nextFrom, nextTo] of [...kept, [before.length, after.length] as const]) {
    for (; from < nextFrom && to < nextTo; from++, to++) steps.push({ kind: "change", from, to });
    for (; from < nextFrom; from++) steps.push({ kind: "remove", from });
    for (; to < nextTo; to++) steps.push({ kind: "insert", to });
    if (nextFrom < before.length) steps.push({ kind: "keep", from: from++, to: to++ });
  }
  return steps;
}

/** The longest common subsequence, as pairs of indices. */
function keptPairs(before: readonly JsonValue[], after: readonly JsonValue[]): (readonly [number, number])[] {
  let head = 0;
  while (head < before.length && head < after.length && equalJson(before[head], after[head])) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && equalJson(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;

  const rows = before.length - head - tail;
  const columns = after.length - head - tail;
  const middle = rows * columns > MOST_COMPARED ? [] : longest(before, after, head, rows, columns);
  return [
    ...Array.from({ length: head }, (_none, at) => [at, at] as const),
    ...middle,
    ...Array.from({ length: tail }, (_none, at) => [before.length - tail + at, after.length - tail + at] as const),
  ];
}

function longest(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  head: number,
  rows: number,
  columns: number,
): (readonly [number, number])[] {
  const same = (row: number, column: number): boolean => equalJson(before[head + row], after[head + column]);
  // length[row][column]: the most that can be kept of what begins there.
  const length = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number): number => length[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const line = length[row];
      if (line)
        line[column] = same(row, column)
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (same(row, column)) pairs.push([head + row++, head + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
