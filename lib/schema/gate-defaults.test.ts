import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { gateDefaults } from "./gate-defaults";

const schema: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string" },
    size: { type: "string", default: "small" },
    nested: {
      type: "object",
      properties: { on: { type: "boolean", default: false }, list: { type: "array", default: [] } },
    },
    whole: { type: "object", default: { a: 1 }, properties: { a: { type: "integer" } } },
  },
};
const equal = { size: "small", nested: { on: false, list: [] }, whole: { a: 1 } };
const differences = (values: JsonObject) => gateDefaults(schema, values, "charts/x/values.yaml", ["lib"]);

describe("a chart's values.yaml", () => {
  it("may state what the schema's defaults state, and Helm's own keys", () => {
    expect(differences({ ...equal, lib: {}, global: {} })).toEqual([]);
  });

  it("is refused where a default differs, is missing on one side, or is stated without one in the schema", () => {
    const found = differences({ size: "large", name: "x", nested: { on: false }, whole: { a: 2 } });
    expect(found.map(({ pointer }) => pointer)).toEqual(["/name", "/size", "/nested/list", "/whole"]);
    expect(found[1]).toMatchObject({
      file: "charts/x/values.yaml",
      message: 'The schema\'s default is "small", but values.yaml has "large".',
    });
  });

  it("is refused where it states a key that the schema doesn't know", () => {
    expect(differences({ ...equal, "si/se": "small" }).map(({ pointer }) => pointer)).toEqual(["/si~1se"]);
  });

  it("leaves away an object that its defaults don't complete, because Helm would refuse half of it in every release", () => {
    const backup = { type: "object", required: ["bucket"], properties: { bucket: {}, days: { default: 7 } } };
    const half: JsonObject = { type: "object", properties: { backup } };
    expect(gateDefaults(half, {}, "charts/x/values.yaml", [])).toEqual([]);
    const whole: JsonObject = { type: "object", properties: { backup: { ...backup, required: ["days"] } } };
    expect(gateDefaults(whole, {}, "charts/x/values.yaml", []).map(({ pointer }) => pointer)).toEqual(["/backup/days"]);
  });
});
