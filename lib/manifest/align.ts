import { equalJson, type JsonValue } from "@/lib/domain/json";
import { identitiesOf } from "@/lib/domain/list-identity";

/** One step from an old list to a new one. Indices are into the respective list. */
export type Step =
  | { kind: "keep" | "change"; from: number; to: number }
  | { kind: "remove"; from: number }
  | { kind: "insert"; to: number };

/** Beyond this many comparisons a list is compared from its two ends only. */
const MOST_COMPARED = 250_000;

/**
 * How an old list becomes a new one with the fewest items touched: equal items keep their lines; between two kept items
 * those that go by the same name are changed in place, and of the others whoever stands where the old one stood, before
 * anything is removed or inserted. An item never takes the lines, and so the comments, of another that merely moved or
 * went.
 */
export function align(before: readonly JsonValue[], after: readonly JsonValue[]): Step[] {
  const ids = identitiesOf(before, after);
  const [old, young] = [new Set(ids.before), new Set(ids.after)];
  const isGone = (from: number) => ids.before[from] === undefined || !young.has(ids.before[from]);
  const isNew = (to: number) => ids.after[to] === undefined || !old.has(ids.after[to]);

  const steps: Step[] = [];
  let from = 0;
  let to = 0;
  /** Whoever goes by no name that the other list knows is changed where it stands. */
  const byPlace = (endFrom: number, endTo: number): void => {
    while (from < endFrom && to < endTo)
      if (!isGone(from)) steps.push({ kind: "remove", from: from++ });
      else if (!isNew(to)) steps.push({ kind: "insert", to: to++ });
      else steps.push({ kind: "change", from: from++, to: to++ });
    for (; from < endFrom; from++) steps.push({ kind: "remove", from });
    for (; to < endTo; to++) steps.push({ kind: "insert", to });
  };
  const equal: Same = (row, column) => equalJson(before[row], after[column]);
  const namesake: Same = (row, column) => ids.before[row] !== undefined && ids.before[row] === ids.after[column];
  const whole = { from: 0, endFrom: before.length, to: 0, endTo: after.length };
  for (const [nextFrom, nextTo] of [...pairsOf(equal, whole), [before.length, after.length] as const]) {
    for (const [oldAt, newAt] of pairsOf(namesake, { from, endFrom: nextFrom, to, endTo: nextTo })) {
      byPlace(oldAt, newAt);
      steps.push({ kind: "change", from: from++, to: to++ });
    }
    byPlace(nextFrom, nextTo);
    if (nextFrom < before.length) steps.push({ kind: "keep", from: from++, to: to++ });
  }
  return steps;
}

/** Whether an item of the old list and one of the new, by index, belong together. */
type Same = (from: number, to: number) => boolean;

/** A part of both lists; the ends are exclusive. */
interface Part {
  from: number;
  endFrom: number;
  to: number;
  endTo: number;
}

/** The longest common subsequence of a part, as pairs of indices. */
function pairsOf(same: Same, { from, endFrom, to, endTo }: Part): (readonly [number, number])[] {
  const most = Math.min(endFrom - from, endTo - to);
  let head = 0;
  while (head < most && same(from + head, to + head)) head++;
  let tail = 0;
  while (tail < most - head && same(endFrom - 1 - tail, endTo - 1 - tail)) tail++;

  const middle = { from: from + head, endFrom: endFrom - tail, to: to + head, endTo: endTo - tail };
  const compared = (middle.endFrom - middle.from) * (middle.endTo - middle.to);
  return [
    ...Array.from({ length: head }, (_none, at) => [from + at, to + at] as const),
    ...(compared > MOST_COMPARED ? [] : longest(same, middle)),
    ...Array.from({ length: tail }, (_none, at) => [middle.endFrom + at, middle.endTo + at] as const),
  ];
}

function longest(same: Same, { from, endFrom, to, endTo }: Part): (readonly [number, number])[] {
  const [rows, columns] = [endFrom - from, endTo - to];
  // length[row][column]: the most pairs that can be made of what begins there.
  const length = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number): number => length[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const line = length[row];
      if (line)
        line[column] = same(from + row, to + column)
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (same(from + row, to + column)) pairs.push([from + row++, to + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
