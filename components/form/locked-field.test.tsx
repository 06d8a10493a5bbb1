// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { manifest } from "./acting";
import { fieldValue, foreign, open, press, sent, type } from "./foreign-hands";

const PROPERTIES: JsonObject = {
  version: { title: "Version", type: "string", enum: ["17", "18"], default: "18", "x-fixed": true },
  zones: { title: "Zones", type: "array", items: { type: "string" }, "x-fixed": true },
  note: { title: "Note", type: "string" },
};
const FILE = `apiVersion: example.com/v1
kind: Postgres
metadata:
  name: orders
  namespace: acme
spec:
  values:
    tenant: acme
    name: orders
    version: "17"
    zones:
      - a
`;
const VALUES = { tenant: "acme", name: "orders", version: "17", zones: ["a"] };

/** The edit form of what `FILE` states, opened with other values where `start` says so. */
function edited(start: JsonObject = VALUES): FormModel {
  const file = { text: FILE, values: VALUES };
  return {
    ...foreign(PROPERTIES),
    mode: "update",
    target: { type: "instance", tenant: "acme", service: "postgres", name: "orders" },
    start,
    file,
    before: file,
    locked: ["/version", "/zones"],
  };
}

describe("a field that is fixed after creation", () => {
  it("can be read in the edit form and not changed, and says why", async () => {
    await open(edited());
    expect(fieldValue("f/version")).toBe("17");
    expect(document.getElementById("f/version")?.hasAttribute("readonly")).toBe(true);
    expect(fieldValue("f/zones")).toBe("- a");
    expect(document.getElementById("f/version-help")?.textContent).toContain("It can’t be changed any more");
  });

  it("is sent as it is", async () => {
    await open(edited());
    await type("f/note", "hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...VALUES, note: "hello" });
  });

  it("can be put back where an older request brings another value, and holds the request back until then", async () => {
    await open(edited({ ...VALUES, version: "18" }));
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
});
