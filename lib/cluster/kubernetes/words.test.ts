import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonValue } from "@/lib/domain/json";
import { openWords } from "./words";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>; // fast-check's own name for the same
const time = fc
  .date({ min: new Date(0), max: new Date("2999-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.\d+Z$/, "Z"));
const said = fc.oneof(fc.constantFrom("True", "Ready", "@x", "=x", "0", ""), time, fc.string({ maxLength: 200 }));

it("what was packed is unpacked as it was, whatever it holds and however much was packed before", () => {
  const words = openWords();
  fc.assert(
    fc.property(fc.oneof(json, fc.dictionary(said, said), fc.array(said)), (value) => {
      // A key without a prototype's meaning is all that JSON knows.
      const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
      expect(JSON.stringify(words.unpack(words.pack(plain)))).toBe(JSON.stringify(plain));
    }),
    { numRuns: 2_000 },
  );
});

it("a time that no clock shows stays the text that it was", () => {
  const words = openWords();
  for (const text of ["2026-02-30T10:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z"])
    expect(words.unpack(words.pack(text))).toBe(text);
});
