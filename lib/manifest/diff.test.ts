import { describe, expect, it } from "vitest";
import { describeChange, diffLines } from "./diff";

describe("the lines of a change", () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_none, at) => `l${from + at}\n`).join("");

  it("come with three lines around them, numbered from one", () => {
    expect(diffLines(lines(1, 20), lines(1, 20).replace("l10\n", "new\n"))).toEqual([
      {
        oldStart: 7,
        newStart: 7,
        lines: [
          ...["l7", "l8", "l9"].map((text) => ({ kind: "same", text })),
          { kind: "remove", text: "l10" },
          { kind: "add", text: "new" },
          ...["l11", "l12", "l13"].map((text) => ({ kind: "same", text })),
        ],
      },
    ]);
  });

  it("of a new file are all added, of a deleted one all removed, and of the same none", () => {
    expect(diffLines(null, "a\nb\n")[0]?.lines).toEqual([
      { kind: "add", text: "a" },
      { kind: "add", text: "b" },
    ]);
    expect(diffLines("a\n", null)[0]?.lines).toEqual([{ kind: "remove", text: "a" }]);
    expect(diffLines("a\n", "a\n")).toEqual([]);
  });

  it("hold no remark about a missing last line break, and no carriage return", () => {
    expect(diffLines("a\r\n", "b")[0]?.lines).toEqual([
      { kind: "remove", text: "a" },
      { kind: "add", text: "b" },
    ]);
  });
});

describe("a change in words", () => {
  const schema = {
    type: "object",
    properties: {
      instances: { title: "Instances" },
      cpu: { title: "CPU" },
      backup: { properties: { enabled: { title: "Backups" } } },
    },
  };
  const say = (before: object, after: object): string =>
    // Literals of JSON values.
    describeChange(schema, before as Record<string, never>, after as Record<string, never>);

  it("names the fields by their titles, or keys", () => {
    expect(say({ instances: 1, storage: "20Gi" }, { instances: 3, storage: "40Gi" })).toBe(
      "instances 1 → 3, storage 20Gi → 40Gi",
    );
    expect(say({ cpu: 1 }, { cpu: 2, backup: { enabled: true } })).toBe("CPU 1 → 2, backups set to on");
    expect(say({ backup: { enabled: true } }, { backup: { enabled: false } })).toBe("backups on → off");
  });

  it("names what a new group sets, at every depth, and calls one without settings added", () => {
    expect(say({}, { web: { image: "nginx", probe: { port: 80 } } })).toBe("image set to nginx, port set to 80");
    expect(say({ web: null }, { web: {} })).toBe("web added");
    expect(say({ web: { image: "nginx" } }, {})).toBe("web removed");
  });

  it("takes only what is there for something that was", () => {
    expect(say({}, { constructor: "a", web: { toString: "b" } })).toBe("constructor set to a, toString set to b");
    expect(say({ valueOf: "a" }, {})).toBe("valueOf a removed");
  });

  it("lists at most three and counts the rest", () => {
    expect(say({}, { a: 1, b: 2, c: 3, d: 4, e: 5 })).toBe("a set to 1, b set to 2, c set to 3 and 2 more");
  });

  it("counts the entries of a list that grew, and names the one that changed", () => {
    expect(say({ tags: ["a"] }, { tags: ["a", "b"] })).toBe("tags 1 entry → 2 entries");
    expect(say({ tags: ["a", "b"] }, { tags: ["a", "c"] })).toBe("tags 2 b → c");
  });

  it("says what was removed, shortens long texts, and says nothing of a new or deleted target", () => {
    expect(say({ a: "x", b: [1] }, {})).toBe("a x removed, b removed");
    expect(say({ a: "x" }, { a: "y".repeat(40) })).toBe(`a x → ${"y".repeat(29)}…`);
    expect(describeChange(schema, null, { a: 1 })).toBe("");
  });
});
