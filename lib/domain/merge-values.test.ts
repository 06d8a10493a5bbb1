import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictsOf } from "@/lib/manifest/conflicts";
import type { JsonObject } from "./json";
import { mergeValues } from "./merge-values";

describe("bringing two changes of the same values together", () => {
  it("keeps what each side alone changed, added or took away", () => {
    const base = { a: 1, b: { c: 1, d: 1 }, gone: 1, list: [1] };
    const ours = { a: 2, b: { c: 1, d: 1 }, gone: 1, list: [1], mine: true };
    const theirs = { a: 1, b: { c: 1, d: 2 }, list: [1, 2] };
    expect(mergeValues(base, ours, theirs)).toEqual({ a: 2, b: { c: 1, d: 2 }, list: [1, 2], mine: true });
  });

  it("keeps ours where both changed the same value", () => {
    expect(mergeValues({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
  });

  it("takes a key called __proto__ for a key", () => {
    const theirs = JSON.parse('{"__proto__":{"x":1}}') as JsonObject; // JSON is what it is
    expect(JSON.stringify(mergeValues({}, {}, theirs))).toBe('{"__proto__":{"x":1}}');
  });

  const leaf = fc.oneof(
    fc.integer({ min: 0, max: 2 }),
    fc.constant(null),
    fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }),
  );
  const flat = fc.dictionary(fc.constantFrom("a", "b", "c"), leaf);
  const values: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(leaf, flat));

  it("loses nothing of either side unless there is a conflict", () => {
    fc.assert(
      fc.property(values, values, values, (base, ours, theirs) => {
        fc.pre(conflictsOf(base, ours, theirs).length === 0);
        const merged = mergeValues(base, ours, theirs);
        // What one side changed since the base is as that side has it: merging once more from either side changes nothing.
        expect(conflictsOf(base, ours, merged)).toEqual([]);
        expect(conflictsOf(base, theirs, merged)).toEqual([]);
        expect(mergeValues(base, ours, merged)).toEqual(merged);
        expect(mergeValues(base, theirs, merged)).toEqual(merged);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves the other side as it is where one side changed nothing", () => {
    fc.assert(
      fc.property(values, values, (base, other) => {
        expect(mergeValues(base, base, other)).toEqual(other);
        expect(mergeValues(base, other, base)).toEqual(other);
      }),
    );
  });
});
