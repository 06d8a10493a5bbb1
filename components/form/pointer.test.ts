import { describe, expect, it } from "vitest";
import { fieldId, isWithin, withKeyOf, withoutKeys } from "./pointer";

describe("pointers in a form", () => {
  it("a key that is taken out leaves everything around it as it was", () => {
    const values = { a: { b: 1, c: [{ d: 2, e: 3 }] }, f: 4 };
    expect(withoutKeys(values, ["/a/b"])).toEqual({ a: { c: [{ d: 2, e: 3 }] }, f: 4 });
    expect(withoutKeys(values, ["/a/c/0/d"])).toEqual({ a: { b: 1, c: [{ e: 3 }] }, f: 4 });
    expect(values.a.b).toBe(1);
  });

  it("a pointer to nothing takes nothing out", () => {
    const values = { a: { b: 1 } };
    expect(withoutKeys(values, ["/x/y"])).toEqual(values);
    expect(withoutKeys(values, ["/a/b/c"])).toEqual(values);
    expect(withoutKeys(values, ["/toString"])).toEqual(values);
  });

  it("what was taken out is put back as the source has it, and nothing else", () => {
    const values = { a: { b: 1, c: 2 }, d: 3 };
    expect(withKeyOf({ a: { c: 9 } }, "/a/b", values)).toEqual({ a: { b: 1, c: 9 } });
    expect(withKeyOf({ a: { b: 8 } }, "/a/b", values)).toEqual({ a: { b: 8 } });
    expect(withKeyOf({ d: 3 }, "/a/b", values)).toEqual({ d: 3 });
  });

  it("a field is inside its group, and not inside one whose name only begins alike", () => {
    expect(isWithin("/backups/schedule", "/backups")).toBe(true);
    expect(isWithin("/backupsSchedule", "/backups")).toBe(false);
  });

  it("an id has no white space, which would split a list of ids", () => {
    expect(fieldId("/labels/my key")).toBe("f/labels/my%20key");
  });
});
