import { describe, expect, it } from "vitest";
import { groupOf, isLaidOut, layoutOf, runsOf } from "./layout";

describe("the order in which properties are shown", () => {
  it("is the schema's own where no hint says otherwise", () => {
    const schema = { properties: { b: {}, a: {} } };
    expect(layoutOf(schema)).toEqual(["b", "a"]);
    expect(isLaidOut(schema)).toBe(false);
  });

  it("goes by the numbers, then by the schema", () => {
    const schema = { properties: { c: {}, b: { "x-order": 2 }, a: { "x-order": -1 }, d: {} } };
    expect(layoutOf(schema)).toEqual(["a", "b", "c", "d"]);
    expect(isLaidOut(schema)).toBe(true);
  });

  it("keeps a group together, where its first one comes", () => {
    const disk = { "x-group": "Disk" };
    expect(layoutOf({ properties: { size: disk, note: {}, class: disk, last: {} } })).toEqual([
      "size",
      "class",
      "note",
      "last",
    ]);
  });

  it("is cut into one run for each group", () => {
    const properties = { a: {}, b: { "x-group": "Disk" }, c: { "x-group": "Disk" }, d: { "x-group": "Net" }, e: {} };
    expect(
      runsOf(Object.entries(properties), ([, one]) => groupOf(one)).map(({ title, things }) => [title, things.length]),
    ).toEqual([
      [null, 1],
      ["Disk", 2],
      ["Net", 1],
      [null, 1],
    ]);
  });
});
