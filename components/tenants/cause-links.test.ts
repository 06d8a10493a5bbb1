import { describe, expect, it } from "vitest";
import type { Cause } from "@/lib/domain/status";
import { causeLinks } from "./cause-links";

const cause = (remedy: Cause["remedy"]): Cause => ({
  hop: "release",
  sentence: "",
  quote: "",
  said: "",
  advice: "",
  remedy,
  stillRuns: null,
});
const here = { name: "shop", edit: "/edit", tenant: "acme", ownsTenant: true };
const texts = (...args: Parameters<typeof causeLinks>) => causeLinks(...args).map(({ text }) => text);

describe("what can be opened to help with a cause", () => {
  it("is more quota for who may ask for it, and its owners for who may not", () => {
    expect(texts(cause("tenant"), here)).toEqual(["Ask for more quota", "Edit shop", "Conditions and events"]);
    expect(texts(cause("tenant"), { ...here, ownsTenant: false, edit: null })).toEqual([
      "See who owns acme",
      "Conditions and events",
    ]);
  });

  it("is the tenant's page where the tenant comes first", () => {
    expect(texts(cause("tenant-first"), here)).toEqual(["Open acme", "Conditions and events"]);
  });

  it("never leads to a form that the person may not open, nor to one that can't help", () => {
    expect(texts(cause("instance"), { ...here, edit: null })).toEqual(["Conditions and events"]);
    expect(texts(cause("platform"), here)).toEqual(["Conditions and events"]);
    expect(texts(null, here)).toEqual([]);
  });

  it("is the tenant's own form on the tenant's own page", () => {
    expect(texts(cause("tenant"), { ...here, name: "acme" })).toEqual(["Edit acme", "Conditions and events"]);
  });
});
