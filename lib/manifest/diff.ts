import { structuredPatch } from "diff";
import type { DiffHunk, DiffLine } from "@/lib/domain/diff";

export { describeChange } from "./describe-change";
export type { DiffHunk };

/** Lines of unchanged text around a change. */
const CONTEXT = 3;

/** Lines that may differ before the texts count as different altogether: comparing takes the square of it. */
const COMPARED = 4_000;

/**
 * The lines that differ between two texts, with three lines around them.
 * @param before null when there was no file
 * @param after null when there is none any more
 */
export function diffLines(before: string | null, after: string | null): DiffHunk[] {
  const options = { context: CONTEXT, maxEditLength: COMPARED };
  const patch = structuredPatch("", "", before ?? "", after ?? "", "", "", options);
  if (!patch) return [{ oldStart: 1, newStart: 1, lines: [...linesOf("remove", before), ...linesOf("add", after)] }];
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({
    oldStart,
    newStart,
    lines: lines.filter((line) => !line.startsWith("\\")).map(lineOf),
  }));
}

function linesOf(kind: DiffLine["kind"], text: string | null): DiffLine[] {
  return (text ?? "")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ kind, text: line.replace(/\r$/, "") }));
}

const KINDS: Record<string, DiffLine["kind"]> = { "+": "add", "-": "remove", " ": "same" };

function lineOf(line: string): DiffLine {
  return { kind: KINDS[line.charAt(0)] ?? "same", text: line.slice(1).replace(/\r$/, "") };
}
