import { describe, expect, it } from "vitest";
import { clean } from "./clean";

describe("a form's data as JSON", () => {
  it("has no key that was emptied, at any depth", () => {
    expect(clean({ a: undefined, b: { c: undefined, d: 1 }, e: [{ f: undefined }] })).toEqual({
      b: { d: 1 },
      e: [{}],
    });
  });

  it("keeps an item that was emptied in its place", () => {
    expect(clean({ list: ["a", undefined, "c"] })).toEqual({ list: ["a", null, "c"] });
  });

  it("is the same object where nothing was emptied, so that nothing is drawn anew", () => {
    const data = { a: { b: [1, { c: "x" }] } };
    expect(clean(data)).toBe(data);
  });

  it("is an empty object for what is no object", () => {
    expect(clean(undefined)).toEqual({});
    expect(clean([1])).toEqual({});
  });
});
