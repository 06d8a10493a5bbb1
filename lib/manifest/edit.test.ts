import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalJson, type JsonObject } from "@/lib/domain/json";
import { casesIn } from "@/tests/support/cases";
import { object } from "@/tests/support/json";
import { choices, manifestText, penOf } from "@/tests/support/yaml-text";
import { editManifest } from "./edit";
import { parseManifest } from "./manifest";

/** Hand-written files of every style, with the values that they state. */
const file = fc.tuple(object, choices).map(([values, drawn]) => ({ values, ...manifestText(values, penOf(drawn)) }));

/** Values near others: some keys go, some change, some are new. */
function neighbour(values: JsonObject, other: JsonObject, keep: boolean[]): JsonObject {
  const kept = Object.entries(values).filter((_pair, at) => keep[at % keep.length]);
  const changed = kept.map(([key, value], at) => {
    const swap = Object.values(other)[at];
    return [key, keep[(at + 1) % keep.length] || swap === undefined ? value : swap] as const;
  });
  return Object.fromEntries([...changed, ...Object.entries(other).slice(0, 2)]);
}

const edit = fc
  .tuple(file, object, fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }))
  .map(([{ values, text, blocks }, other, keep]) => ({ text, blocks, values, wanted: neighbour(values, other, keep) }));

describe("editing a manifest", () => {
  // The files of a case hold nothing but JSON objects.
  for (const { name, text, json } of casesIn(join(import.meta.dirname, "cases/edit")))
    it(name, () =>
      expect(editManifest(text("before.yaml"), json("values.json") as JsonObject)).toBe(text("after.yaml")),
    );

  it("states exactly the values that it was given, however the file is written", () => {
    fc.assert(
      fc.property(edit, ({ text, wanted }) => {
        expect(parseManifest(editManifest(text, wanted)).manifest?.values).toEqual(wanted);
      }),
      { numRuns: 400 },
    );
  });

  it("leaves the lines of every key that doesn't change byte for byte, comments included", () => {
    fc.assert(
      fc.property(edit, ({ text, blocks, values, wanted }) => {
        const edited = editManifest(text, wanted);
        for (const [key, block] of Object.entries(blocks))
          if (Object.hasOwn(wanted, key) && equalJson(values[key], wanted[key])) expect(edited).toContain(block.trim());
      }),
      { numRuns: 400 },
    );
  });

  it("with the values that the file states already changes nothing at all", () => {
    fc.assert(
      fc.property(file, ({ values, text }) => {
        expect(parseManifest(text).manifest?.values).toEqual(values);
        expect(editManifest(text, values)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
