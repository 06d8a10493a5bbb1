/** A change of a text: what stood from `start` up to `end` becomes `text`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** A text by lines. Offsets count UTF-16 units, as the YAML parser does. */
export class SourceText {
  /** The line break that the file uses. */
  readonly eol: string;

  constructor(readonly text: string) {
    this.eol = text.includes("\r\n") ? "\r\n" : "\n";
  }

  /** The offset of the first character of the line that `offset` is on. */
  lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** The offset after the last character of that line, before its line break. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    if (at < 0) return this.text.length;
    return this.text[at - 1] === "\r" ? Math.max(offset, at - 1) : at;
  }

  /** The offset of the first character of the following line, or the text's end. */
  nextLine(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    return at < 0 ? this.text.length : at + 1;
  }

  /** Characters before `offset` on its line. */
  column(offset: number): number {
    return offset - this.lineStart(offset);
  }

  /** True when nothing but spaces stands before `offset` on its line. */
  isFirstOnLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === "";
  }

  /** The indentation of the comment that a line consists of, or null for every other line. */
  commentColumn(lineStart: number): number | null {
    const line = this.text.slice(lineStart, this.lineEnd(lineStart));
    return /^ *#/.test(line) ? line.indexOf("#") : null;
  }

  isBlank(lineStart: number): boolean {
    return this.text.slice(lineStart, this.lineEnd(lineStart)).trim() === "";
  }

  /** Whole lines put in at a line's start; at the end of a text without a last line break, that break comes first. */
  insertLines(at: number, lines: string[]): Splice {
    const body = lines.join(this.eol);
    const open = at > 0 && this.text[at - 1] !== "\n";
    return { start: at, end: at, text: open ? `${this.eol}${body}` : `${body}${this.eol}` };
  }

  /** Whole lines taken out; at the end of a text without a last line break, the break before them goes instead. */
  removeLines(start: number, end: number): Splice {
    const open = end === this.text.length && start > 0 && this.text[end - 1] !== "\n";
    return { start: open ? this.lineEnd(start - 1 - (this.text[start - 2] === "\r" ? 1 : 0)) : start, end, text: "" };
  }

  /** The text with all splices made. They must not overlap; at one offset, what is taken out goes first. */
  apply(splices: readonly Splice[]): string {
    const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
    let result = "";
    let from = 0;
    for (const { start, end, text } of ordered) {
      result += this.text.slice(from, start) + text;
      from = Math.max(from, end);
    }
    return result + this.text.slice(from);
  }
}
