// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { doing, manifest, settle } from "./acting";
import { choose, fieldValue, foreign, open, press, sent, type } from "./foreign-hands";

describe("an optional group", () => {
  const BACKUPS: JsonObject = {
    title: "Backups",
    type: "object",
    required: ["bucket"],
    properties: {
      bucket: { title: "Bucket", type: "string", minLength: 1 },
      days: { title: "Days", type: "integer", default: 7 },
    },
  };

  it("shows its defaults before anybody asked for it, and states none of them", async () => {
    await open(foreign({ backups: BACKUPS }));
    expect(fieldValue("f/backups/days")).toBe("7");
    expect(manifest()).not.toContain("backups");
  });

  it("that was emptied again is not stated, and what it requires is not asked for", async () => {
    await open(foreign({ backups: BACKUPS }));
    await type("f/backups/bucket", "s3");
    expect(manifest()).toContain("bucket: s3");
    await type("f/backups/bucket", "");
    expect(manifest()).not.toContain("backups");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ tenant: "acme", name: "orders" });
  });

  it("goes as a whole by its button, which leaves the focus at the group", async () => {
    await open(foreign({ backups: BACKUPS }));
    await type("f/backups/days", "9");
    await press("Remove Backups");
    expect(manifest()).not.toContain("backups");
    expect(fieldValue("f/backups/days")).toBe("7");
    expect(document.activeElement?.id).toBe("f/backups");
    expect(document.body.textContent).toContain("Backups removed. The manifest says nothing about it.");
    expect(document.body.textContent).not.toContain("Remove Backups");
  });

  it("with conditions in it appears in no manifest while something else is typed", async () => {
    const login = { type: "object", properties: { user: { type: "string" } }, dependencies: { user: ["key"] } };
    await open(foreign({ login, note: { type: "string" } }));
    await type("f/note", "hello");
    expect(manifest()).toContain("note: hello");
    expect(manifest()).not.toContain("login");
  });
});

describe("a default that only a condition brings", () => {
  const AUTH: JsonObject = {
    type: "object",
    properties: { mode: { enum: ["password", "cert"], default: "password" } },
    if: { properties: { mode: { const: "cert" } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
    then: {
      required: ["days"],
      properties: { issuer: { type: "string", default: "acme" }, days: { type: "integer", default: 90 } },
    },
    else: { properties: { length: { type: "integer", default: 16 } } },
  };

  it("is shown, is not stated, and goes away again when it is put back", async () => {
    await open(foreign({ auth: AUTH }));
    expect(fieldValue("f/auth/length")).toBe("16");
    await type("f/auth/length", "20");
    expect(manifest()).toContain("length: 20");
    await type("f/auth/length", "16");
    expect(manifest()).not.toContain("auth");
  });

  it("is stated where it is required, because no chart's own values hold it", async () => {
    await open(foreign({ auth: AUTH }));
    await choose("cert");
    expect(fieldValue("f/auth/issuer")).toBe("acme");
    expect(manifest()).toMatch(/auth:\n\s+mode: cert\n\s+days: 90$/);
  });

  it("is drawn at the root of the values, too", async () => {
    await open(
      foreign({ highly: { type: "boolean", default: false } }, [], {
        if: { properties: { highly: { const: true } } },
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
        then: { properties: { replicas: { type: "integer", default: 3 } } },
      }),
    );
    await doing(() => document.getElementById("f/highly")?.click());
    await settle();
    expect(fieldValue("f/replicas")).toBe("3");
    expect(manifest()).toContain("highly: true");
  });
});

describe("a value or null", () => {
  it("is entered as what it is besides null", async () => {
    await open(foreign({ port: { type: ["integer", "null"] }, on: { type: ["boolean", "null"], default: true } }));
    await type("f/port", "80");
    expect(manifest()).toMatch(/port: 80$/);
    expect(document.getElementById("f/on")?.getAttribute("type")).toBe("checkbox");
  });
});
