import { describe, expect, it } from "vitest";
import { conflictsOf } from "./conflicts";

describe("two changes of the same values", () => {
  const base = { size: "small", instances: 1, backup: { enabled: false, keep: 7 }, tags: ["a"] };

  it("of different keys don't conflict, at any depth", () => {
    expect(
      conflictsOf(
        base,
        { ...base, size: "large", backup: { enabled: true, keep: 7 } },
        { ...base, instances: 3, backup: { enabled: false, keep: 9 } },
      ),
    ).toEqual([]);
  });

  it("that say the same don't conflict", () => {
    expect(conflictsOf(base, { ...base, instances: 3 }, { ...base, instances: 3 })).toEqual([]);
  });

  it("that say different things conflict at that place, with all three values", () => {
    expect(
      conflictsOf(
        base,
        { ...base, backup: { enabled: true, keep: 8 } },
        { ...base, backup: { enabled: false, keep: 9 } },
      ),
    ).toEqual([{ pointer: "/backup/keep", base: 7, ours: 8, theirs: 9 }]);
  });

  it("conflict when one removes what the other changes, and when both add differently", () => {
    const without = { size: base.size, backup: base.backup, tags: base.tags };
    expect(conflictsOf(base, without, { ...base, instances: 2 })).toEqual([
      { pointer: "/instances", base: 1, ours: undefined, theirs: 2 },
    ]);
    expect(conflictsOf({}, { a: 1 }, { a: 2 })).toEqual([{ pointer: "/a", base: undefined, ours: 1, theirs: 2 }]);
  });

  it("of a list conflict as a whole", () => {
    expect(conflictsOf(base, { ...base, tags: ["a", "b"] }, { ...base, tags: ["c"] })).toHaveLength(1);
  });
});
