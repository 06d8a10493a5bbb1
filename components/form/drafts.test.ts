// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clearDraft, clearDrafts, type Draft, draftKey, readDraft, writeDraft } from "./drafts";

const DRAFT: Draft = {
  savedAt: "2026-01-02T10:42:00.000Z",
  base: "b1",
  schemaHash: "s1",
  key: null,
  values: { name: "orders" },
  from: {},
  text: null,
  mode: "form",
  unread: [
    { text: "a: [", problem: { code: "not-yaml", pointer: "/config", label: "Config", message: "It can't be read." } },
  ],
  remove: [],
};
const PLACE = {
  person: "dev:requester",
  mode: "create" as const,
  service: { name: "postgres", kind: "Postgres", title: "Postgres" },
  target: null,
  revises: null,
  start: { tenant: "acme" },
};

describe("drafts", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.restoreAllMocks());

  it("come back as they were kept", () => {
    expect(writeDraft("managed-services:draft:x", DRAFT)).toBe(true);
    expect(readDraft("managed-services:draft:x")).toEqual(DRAFT);
    clearDraft("managed-services:draft:x");
    expect(readDraft("managed-services:draft:x")).toBeNull();
  });

  it("are kept per person, mode, path and request", () => {
    const target = { type: "instance" as const, tenant: "acme", service: "postgres", name: "orders" };
    const places = [
      PLACE,
      { ...PLACE, person: "dev:tenant-owner" },
      { ...PLACE, service: { ...PLACE.service, name: "redis" } },
      { ...PLACE, mode: "update" as const, target },
      { ...PLACE, mode: "revise" as const, target, revises: 7 },
      { ...PLACE, start: { name: "from-a-declined-one" } },
    ];
    expect(new Set(places.map(draftKey)).size).toBe(places.length);
  });

  it("of a new one are found again whichever tenant the link named", () => {
    expect(draftKey({ ...PLACE, start: {} })).toBe(draftKey(PLACE));
  });

  it("are all forgotten at sign-out, and nothing else of the page's storage", () => {
    writeDraft(draftKey(PLACE), DRAFT);
    localStorage.setItem("other", "kept");
    clearDrafts();
    expect(Object.keys(localStorage)).toEqual(["other"]);
  });

  it("that can't be read are none", () => {
    for (const text of ["", "{", "null", "[]", '{"values":{}}', JSON.stringify({ ...DRAFT, mode: "other" })]) {
      localStorage.setItem("managed-services:draft:x", text);
      expect(readDraft("managed-services:draft:x")).toBeNull();
    }
  });

  it("break nothing where the browser's storage is full or switched off", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(writeDraft("managed-services:draft:x", DRAFT)).toBe(false);
    vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    expect(readDraft("managed-services:draft:x")).toBeNull();
    expect(writeDraft("managed-services:draft:x", DRAFT)).toBe(false);
    expect(() => clearDrafts()).not.toThrow();
  });
});
