/** A run of lines that changed, with some around them; line numbers count from 1. */
export interface DiffHunkLike {
  oldStart: number;
  newStart: number;
  lines: readonly { kind: "same" | "add" | "remove"; text: string }[];
}

export interface NumberedLine {
  kind: "same" | "add" | "remove";
  text: string;
  /** Null for an added line. */
  oldLine: number | null;
  /** Null for a removed line. */
  newLine: number | null;
}

export interface NumberedBlock {
  oldStart: number;
  newStart: number;
  /** Unchanged lines between this block and the one before it (or the file's start). */
  skipped: number;
  lines: NumberedLine[];
}

/** Gives every line its number before and after the change, and counts what is left out between the blocks. */
export function numberedLines(hunks: readonly DiffHunkLike[]): NumberedBlock[] {
  let seen = 0; // the last line of the new file that was shown
  return hunks.map((hunk) => {
    let oldLine = hunk.oldStart;
    let newLine = hunk.newStart;
    const skipped = Math.max(0, hunk.newStart - 1 - seen);
    const lines = hunk.lines.map(({ kind, text }): NumberedLine => {
      if (kind === "add") return { kind, text, oldLine: null, newLine: newLine++ };
      if (kind === "remove") return { kind, text, oldLine: oldLine++, newLine: null };
      return { kind, text, oldLine: oldLine++, newLine: newLine++ };
    });
    seen = newLine - 1;
    return { oldStart: hunk.oldStart, newStart: hunk.newStart, skipped, lines };
  });
}

/** "12 unchanged lines". */
export function skippedText(lines: number): string {
  return lines === 1 ? "1 unchanged line" : `${lines} unchanged lines`;
}
