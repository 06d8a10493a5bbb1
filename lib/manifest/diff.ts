import { structuredPatch } from "diff";
import type { DiffHunk, DiffLine } from "@/lib/domain/diff";

export { describeChange } from "./describe-change";
export type { DiffHunk };

/** Lines of unchanged text around a change. */
const CONTEXT = 3;

/**
 * The lines that differ between two texts, with three lines around them.
 * @param before null when there was no file
 * @param after null when there is none any more
 */
export function diffLines(before: string | null, after: string | null): DiffHunk[] {
  const { hunks } = structuredPatch("", "", before ?? "", after ?? "", "", "", { context: CONTEXT });
  return hunks.map(({ oldStart, newStart, lines }) => ({
    oldStart,
    newStart,
    lines: lines.filter((line) => !line.startsWith("\\")).map(lineOf),
  }));
}

const KINDS: Record<string, DiffLine["kind"]> = { "+": "add", "-": "remove", " ": "same" };

function lineOf(line: string): DiffLine {
  return { kind: KINDS[line.charAt(0)] ?? "same", text: line.slice(1).replace(/\r$/, "") };
}
