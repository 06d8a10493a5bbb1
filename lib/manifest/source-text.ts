/** A change of a text: what stood from `start` up to `end` becomes `text`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * A text by lines. Offsets count UTF-16 units, as the YAML parser does. A last line without a line break is given one, so
 * that every line is alike, and loses it again when the splices are made.
 */
export class SourceText {
  readonly text: string;
  /** The line break that the file uses. */
  readonly eol: string;
  readonly #isOpen: boolean;

  constructor(text: string) {
    this.eol = text.includes("\r\n") ? "\r\n" : "\n";
    this.#isOpen = !text.endsWith("\n");
    this.text = this.#isOpen ? text + this.eol : text;
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

  /** Whole lines put in at a line's start. */
  insertLines(at: number, lines: string[]): Splice {
    return { start: at, end: at, text: lines.map((line) => line + this.eol).join("") };
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
    result += this.text.slice(from);
    return this.#isOpen && result.endsWith(this.eol) ? result.slice(0, -this.eol.length) : result;
  }
}
