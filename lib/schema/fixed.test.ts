import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { changesOfFixed } from "./fixed";

const SCHEMA: JsonObject = {
  type: "object",
  properties: {
    version: { title: "Version", type: "string", default: "18", "x-fixed": true },
    seed: { title: "Seed", type: "string", "x-fixed": true },
    note: { type: "string" },
    disk: {
      title: "Disk",
      type: "object",
      properties: { class: { title: "Class", type: "string", "x-fixed": true }, size: { type: "string" } },
    },
  },
};
const BEFORE = { version: "17", disk: { class: "fast", size: "1Gi" } };

/** The places that are refused when what stands there becomes `after`. */
const refused = (after: JsonObject, before: JsonObject = BEFORE) =>
  changesOfFixed(SCHEMA, before, after).map(({ pointer }) => pointer);

describe("what is fixed after creation", () => {
  it("may stay while anything else changes", () => {
    expect(refused({ ...BEFORE, note: "new", disk: { class: "fast", size: "2Gi" } })).toEqual([]);
  });

  it("can't change", () => expect(refused({ ...BEFORE, version: "18" })).toEqual(["/version"]));

  it("can't be taken out", () => expect(refused({ ...BEFORE, disk: { size: "1Gi" } })).toEqual(["/disk/class"]));

  it("can't go with what it lies in", () => expect(refused({ version: "17" })).toEqual(["/disk/class"]));

  it("can't be set later", () => expect(refused({ ...BEFORE, seed: "x" })).toEqual(["/seed"]));

  it("is no change where a default is stated, or left unsaid again", () => {
    expect(refused({ version: "18" }, {})).toEqual([]);
    expect(refused({}, { version: "18" })).toEqual([]);
  });

  it("is named with what it lies in, and with the way out", () => {
    expect(changesOfFixed(SCHEMA, BEFORE, { version: "17" })).toEqual([
      {
        code: "fixed",
        pointer: "/disk/class",
        label: "Disk › Class",
        message: "This is fixed after creation. Put back what stood there, or request a new one.",
      },
    ]);
  });
});
