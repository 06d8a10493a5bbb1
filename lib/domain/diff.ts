/** One line of a diff, without its line break. */
export interface DiffLine {
  kind: "same" | "add" | "remove";
  text: string;
}

/** Lines that changed, with three lines around them. */
export interface DiffHunk {
  /** The number of the first line, counted from 1, in the text before; of the text after below. */
  oldStart: number;
  newStart: number;
  lines: DiffLine[];
}
