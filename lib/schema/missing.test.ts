import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { missingPlaces } from "./missing";

const group = (required: string[], properties: JsonObject): JsonObject => ({ type: "object", required, properties });

describe("where to say that something is missing", () => {
  it("at a setting itself, also one that the schema says nothing about", () => {
    expect(missingPlaces(group([], { a: { type: "string" } }), "/a")).toEqual(["/a"]);
    expect(missingPlaces({}, "/a/b")).toEqual(["/a/b"]);
    expect(missingPlaces(group(["constructor"], {}), "/constructor")).toEqual(["/constructor"]);
  });

  it("of a chart's own schema behind its references, and once around where a group lies in itself", () => {
    const pair = group(["left", "right", "text"], {
      left: { $ref: "#/definitions/pair" },
      right: { $ref: "#/definitions/pair" },
      text: { type: "string" },
    });
    const schema = { definitions: { pair }, ...group(["pair"], { pair: { $ref: "#/definitions/pair" } }) };
    expect(missingPlaces(schema, "/pair")).toEqual([
      "/pair/left/left",
      "/pair/left/right",
      "/pair/left/text",
      "/pair/right/left",
      "/pair/right/right",
      "/pair/right/text",
      "/pair/text",
    ]);
  });

  it("at the group, where all that it requires has a default, or it requires nothing", () => {
    const circle = { $ref: "#/properties/circle" };
    expect(missingPlaces(group(["g"], { g: group(["a"], { a: { default: 1 }, b: {} }) }), "/g")).toEqual(["/g"]);
    expect(missingPlaces(group(["g"], { g: group([], { a: {} }) }), "/g")).toEqual(["/g"]);
    expect(missingPlaces(group(["circle"], { circle }), "/circle")).toEqual(["/circle"]);
  });
});
