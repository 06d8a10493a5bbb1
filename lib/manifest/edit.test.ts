import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { casesIn } from "@/tests/support/cases";
import { object } from "@/tests/support/json";
import { choices, manifestText, type Pen, penOf } from "@/tests/support/yaml-text";
import { editManifest } from "./edit";
import { Editor } from "./editor";
import { parseManifest } from "./manifest";
import { jsonOf, readDocument } from "./read-yaml";

/** Hand-written files of every style, with the values that they state. */
const file = fc.tuple(object, choices).map(([values, drawn]) => ({ values, ...manifestText(values, penOf(drawn)) }));

/** Values near others, at every depth: some keys and items go, some change, some are new. */
function neighbour(value: JsonValue, pen: Pen): JsonValue {
  const fresh: JsonValue[] = ["new", 7, true, "two\nlines\n", ["x"], { k: "v" }, {}, [], null];
  const another = (): JsonValue => fresh[pen.pick(fresh.length)] ?? null;
  if (pen.pick(6) === 0) return another();
  if (Array.isArray(value)) {
    const kept = value.filter(() => pen.pick(5) > 0).map((item) => (pen.pick(3) === 0 ? neighbour(item, pen) : item));
    const at = pen.pick(kept.length + 1);
    return pen.pick(3) === 0 ? [...kept.slice(0, at), another(), ...kept.slice(at)] : kept;
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(() => pen.pick(5) > 0);
  const pairs = kept.map(([key, child]) => [key, pen.pick(2) === 0 ? neighbour(child, pen) : child] as const);
  return Object.fromEntries(pen.pick(3) === 0 ? [...pairs, ["added", another()] as const] : pairs);
}

const edit = fc.tuple(file, choices).map(([{ values, text, blocks }, drawn]) => {
  const pen = penOf(drawn);
  const pairs = Object.entries(values).map(
    ([key, value]) => [key, pen.pick(2) === 0 ? value : neighbour(value, pen)] as const,
  );
  const wanted: JsonObject = Object.fromEntries(pairs.filter(() => pen.pick(6) > 0));
  return { text, blocks, values, wanted: pen.pick(2) === 0 ? { ...wanted, added: neighbour(values, pen) } : wanted };
});

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
      { numRuns: 150 },
    );
  });

  it("reaches every place by splices, and never has to write the whole anew", () => {
    fc.assert(
      fc.property(edit, ({ text, values, wanted }) => {
        const { apiVersion, kind, metadata } = JSON.parse(JSON.stringify(jsonOf(readDocument(text)))) as Record<
          string,
          JsonValue
        >;
        fc.pre(!equalJson(values, wanted));
        const edited = new Editor(text).edited({
          apiVersion: apiVersion ?? null,
          kind: kind ?? null,
          metadata: metadata ?? null,
          spec: { values: wanted },
        });
        expect(edited).toBe(editManifest(text, wanted));
      }),
      { numRuns: 150 },
    );
  });

  it("leaves the lines of every key that doesn't change byte for byte, comments included", () => {
    fc.assert(
      fc.property(edit, ({ text, blocks, values, wanted }) => {
        const edited = editManifest(text, wanted);
        for (const [key, block] of Object.entries(blocks))
          if (Object.hasOwn(wanted, key) && equalJson(values[key], wanted[key])) expect(edited).toContain(block.trim());
      }),
      { numRuns: 150 },
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
