import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { HOSTILE, object, value } from "@/tests/support/json";
import { emitFlow, emitPair, emitScalar } from "./emit";

describe("values are written so that every YAML reader reads the same", () => {
  it("as version 1.1, as Go's parsers read, and as version 1.2", () => {
    fc.assert(
      fc.property(object, (values) => {
        const text = `${emitPair("values", values, 0).join("\n")}\n`;
        for (const version of ["1.1", "1.2"] as const)
          expect(parse(text, { version, merge: true })).toEqual({ values });
      }),
      { numRuns: 300 },
    );
  });

  it("on one line, inside braces and brackets", () => {
    fc.assert(
      fc.property(value, (any) => {
        const text = `a: ${emitFlow([any])}\n`;
        expect(text.trim()).not.toContain("\n");
        for (const version of ["1.1", "1.2"] as const)
          expect(parse(text, { version, merge: true })).toEqual({ a: [any] });
      }),
      { numRuns: 300 },
    );
  });

  it("with every text that looks like something else in quotes", () => {
    for (const text of HOSTILE)
      for (const version of ["1.1", "1.2"] as const)
        expect(parse(`- ${emitScalar(text)}\n`, { version })).toEqual([text]);
    for (const text of ["yes", "No", "on", "y", "0755", "0o17", "1e3", "12:30", "2026-11-23", "1_000", "=", "<<", ".5"])
      expect(emitScalar(text)).toBe(JSON.stringify(text));
  });

  it("and names, images, quantities and sentences without", () => {
    for (const text of [
      "acme",
      "nginx:1.27",
      "10Gi",
      "500m",
      "20",
      "registry.example.com/acme/shop:v2",
      "dev:requester",
      "Orders of the shop",
    ])
      expect(emitScalar(text)).toBe(text === "20" ? '"20"' : text);
  });
});
