// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { manifest } from "./acting";
import { fieldValue, foreign, foreignEdit, open, press, sent, type } from "./foreign-hands";

const PROPERTIES: JsonObject = {
  version: { title: "Version", type: "string", enum: ["17", "18"], default: "18", "x-fixed": true },
  zones: { title: "Zones", type: "array", items: { type: "string" }, "x-fixed": true },
  note: { title: "Note", type: "string" },
};
const VALUES = { tenant: "acme", name: "orders", version: "17", zones: ["a"] };
const LOCKED = { locked: ["/version", "/zones"] };

describe("a field that is fixed after creation", () => {
  it("can be read in the edit form and not changed, and says why", async () => {
    await open(foreignEdit(PROPERTIES, VALUES, LOCKED));
    expect(fieldValue("f/version")).toBe("17");
    expect(document.getElementById("f/version")?.hasAttribute("readonly")).toBe(true);
    expect(fieldValue("f/zones")).toBe("- a");
    expect(document.getElementById("f/version-help")?.textContent).toContain("It can’t be changed any more");
  });

  it("says only once that it can't change, where its description said so already", async () => {
    const help = "The kind of disk. Empty means the cluster's default; it can't change later.";
    const disk = { title: "Storage class", description: help, type: "string", default: "", "x-fixed": true };
    await open(foreignEdit({ disk }, { tenant: "acme", name: "orders" }, { locked: ["/disk"] }));
    expect(document.getElementById("f/disk-help")?.textContent).toBe(`${help} To have another one, request a new one.`);
  });

  it("is sent as it is", async () => {
    await open(foreignEdit(PROPERTIES, VALUES, LOCKED));
    await type("f/note", "hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...VALUES, note: "hello" });
  });

  it("can be put back where an older request brings another value, and holds the request back until then", async () => {
    await open(foreignEdit(PROPERTIES, VALUES, { ...LOCKED, start: { ...VALUES, version: "18" } }));
    await press("Send request");
    expect(sent).toEqual([]);
    expect(document.getElementById("f/version-error")?.textContent).toContain("This is fixed after creation.");
    await press("Put back what main has");
    expect(fieldValue("f/version")).toBe("17");
    expect(manifest()).toContain('version: "17"');
  });

  it("is free in the form of something new", async () => {
    await open(foreign(PROPERTIES));
    expect(fieldValue("f/version")).not.toBe("");
    expect(document.body.textContent).not.toContain("It can’t be changed any more");
  });

  it("isn't taken for changed because its items leave defaults unsaid, or because its default is another one today", async () => {
    const zone = { type: "object", properties: { id: { type: "string" }, spread: { type: "integer", default: 1 } } };
    const properties: JsonObject = {
      zones: { title: "Zones", type: "array", items: zone, "x-fixed": true },
      size: { title: "Size", type: "integer", default: 2, "x-fixed": true },
      note: { title: "Note", type: "string" },
    };
    const values = { tenant: "acme", name: "orders", zones: [{ id: "a" }] };
    const kept = [{ pointer: "/size", was: 1, is: 2 }];
    await open(foreignEdit(properties, values, { locked: ["/zones", "/size"], kept }));
    expect(fieldValue("f/size")).toBe("1");
    expect(document.body.textContent).not.toContain("Put back what main has");
    await type("f/note", "hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...values, note: "hello" });
  });
});
