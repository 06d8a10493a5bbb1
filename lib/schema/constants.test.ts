import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { withConstants } from "./constants";

const kind = (value: string): JsonObject => ({
  required: ["kind"],
  properties: { kind: { const: value }, note: { const: "x" } },
});
const SCHEMA: JsonObject = {
  type: "object",
  required: ["format", "source"],
  properties: {
    format: { const: "v2" },
    style: { const: "plain" },
    source: { type: "object", oneOf: [kind("git"), kind("helm")] },
    group: { type: "object", ...kind("group") },
  },
};

describe("the constants that values must hold", () => {
  it("are filled in where they are required, with the first of several shapes, and nowhere else", () => {
    expect(withConstants(SCHEMA, {})).toEqual({ format: "v2", source: { kind: "git" } });
  });

  it("are filled into a group that is there", () => {
    expect(withConstants(SCHEMA, { group: {} })).toMatchObject({ group: { kind: "group" } });
  });

  it("replace nothing: a value that is there stays, whatever it is", () => {
    const values = { format: "v1", source: { kind: "helm" } };
    expect(withConstants(SCHEMA, values)).toBe(values);
  });
});
