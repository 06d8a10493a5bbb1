import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { choices, manifestText, penOf } from "./yaml-text";

describe("the hand-written looking YAML of the tests", () => {
  it("keeps the line breaks at the end of a text, whatever follows it", () => {
    fc.assert(
      fc.property(choices, (drawn) => {
        const values = { a: "a\n\n", b: { c: "c\n\n\n", d: 1 }, e: 2 };
        const { text } = manifestText(values, penOf(drawn));
        expect(parse(text)).toMatchObject({ spec: { values } });
      }),
      { numRuns: 500 },
    );
  });
});
