import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { keptDefaults, withKeptDefaults } from "./kept-defaults";
import { formValues, statedValues } from "./values";

const made = (size: number, inner: JsonObject): JsonObject => ({
  type: "object",
  properties: {
    size: { type: "integer", default: size },
    same: { type: "integer", default: 7 },
    disk: { type: "object", properties: { "a/b": inner } },
    backup: { type: "object", required: ["to"], properties: { to: { type: "string" }, days: { default: size } } },
  },
});
const before = made(1, { default: "slow" });
const after = made(2, { default: "fast" });

describe("a default that changed since an instance was made", () => {
  it("stays what it was for what the manifest leaves unsaid, also within a group", () => {
    expect(keptDefaults(before, after, {})).toEqual([
      { pointer: "/size", was: 1, is: 2 },
      { pointer: "/disk/a~1b", was: "slow", is: "fast" },
    ]);
  });

  it("is none of an instance that states the setting", () => {
    expect(keptDefaults(before, after, { size: 1, disk: { "a/b": "fast" } })).toEqual([]);
  });

  it("was stored within a group that was stated, and within no other", () => {
    expect(keptDefaults(before, after, { size: 1, disk: { "a/b": "x" }, backup: { to: "s3" } })).toEqual([
      { pointer: "/backup/days", was: 1, is: 2 },
    ]);
  });

  it("is kept too where there is none any more", () => {
    expect(keptDefaults(before, made(1, {}), {})).toEqual([{ pointer: "/disk/a~1b", was: "slow", is: null }]);
  });

  it("is shown as what runs, stays unsaid, and the new one is stated when somebody wants it", () => {
    const usual = withKeptDefaults(after, keptDefaults(before, after, {}));
    const shown = formValues(usual, {});
    expect(shown).toEqual({ size: 1, same: 7, disk: { "a/b": "slow" } });
    expect(statedValues(usual, shown, {})).toEqual({});
    expect(statedValues(usual, { ...shown, size: 2 }, {})).toEqual({ size: 2 });
  });
});
