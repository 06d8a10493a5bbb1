import { describe, expect, it } from "vitest";
import { numberedLines, skippedText } from "./diff-lines";

describe("numbering the lines of a diff", () => {
  it("counts removed lines in the old file and added lines in the new one", () => {
    const [block] = numberedLines([
      {
        oldStart: 4,
        newStart: 4,
        lines: [
          { kind: "same", text: "a" },
          { kind: "remove", text: "b" },
          { kind: "add", text: "c" },
          { kind: "add", text: "d" },
          { kind: "same", text: "e" },
        ],
      },
    ]);
    expect(block?.lines.map((line) => [line.oldLine, line.newLine])).toEqual([
      [4, 4],
      [5, null],
      [null, 5],
      [null, 6],
      [6, 7],
    ]);
  });

  it("says how many unchanged lines are left out before and between blocks", () => {
    const blocks = numberedLines([
      { oldStart: 4, newStart: 4, lines: [{ kind: "add", text: "x" }] },
      { oldStart: 10, newStart: 11, lines: [{ kind: "remove", text: "y" }] },
    ]);
    expect(blocks.map((block) => block.skipped)).toEqual([3, 6]);
  });

  it("leaves nothing out when a whole new file is shown", () => {
    const blocks = numberedLines([{ oldStart: 0, newStart: 1, lines: [{ kind: "add", text: "x" }] }]);
    expect(blocks[0]?.skipped).toBe(0);
    expect(blocks[0]?.lines[0]).toEqual({ kind: "add", text: "x", oldLine: null, newLine: 1 });
  });

  it("counts in words", () => {
    expect(skippedText(1)).toBe("1 unchanged line");
    expect(skippedText(12)).toBe("12 unchanged lines");
  });
});
