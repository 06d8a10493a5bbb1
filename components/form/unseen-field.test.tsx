// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { fieldValue, foreignEdit, open, press, sent, type } from "./foreign-hands";

const PROPERTIES: JsonObject = {
  note: { title: "Note", type: "string" },
  pool: { title: "Node pool", type: "string", default: "shared", "x-owner": "platform", "x-advanced": true },
  disk: {
    title: "Disk",
    type: "object",
    properties: {
      size: { title: "Size", type: "string" },
      tier: { title: "Tier", type: "string", "x-owner": "platform" },
    },
  },
};
const VALUES = { tenant: "acme", name: "orders", pool: "fast", disk: { size: "1Gi", tier: "gold" } };
const edited = (unseen: string[]) => foreignEdit(PROPERTIES, VALUES, { unseen });

describe("a field that is the platform team's", () => {
  it("is not in anybody else's form, and its value goes back as it was", async () => {
    await open(edited(["/pool", "/disk/tier"]));
    expect(fieldValue("f/pool")).toBeNull();
    expect(fieldValue("f/disk/tier")).toBeNull();
    expect(document.body.textContent).not.toContain("Node pool");
    expect(document.body.textContent).not.toContain("Advanced");
    await type("f/note", "hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ ...VALUES, note: "hello" });
  });

  it("keeps the group that it lies in from being removed by who can't see it", async () => {
    await open(edited(["/pool", "/disk/tier"]));
    expect(document.body.textContent).not.toContain("Remove Disk");
  });

  it("can be set by a platform admin", async () => {
    await open(edited([]));
    await type("f/pool", "slow");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ pool: "slow" });
  });
});
