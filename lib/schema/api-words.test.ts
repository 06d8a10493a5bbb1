import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { apiVerdict } from "./judge";

const schema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string", maxLength: 5, pattern: "^[a-z]+$" },
    size: { type: "string", enum: ["small", "large"] },
    owners: {
      type: "array",
      maxItems: 1,
      items: { type: "object", additionalProperties: false, properties: { port: { type: "integer", minimum: 1 } } },
    },
  },
};

describe("the words of the Kubernetes API", () => {
  it("are none for values that it takes", () => {
    expect(apiVerdict(schema, { name: "shop", size: "small" })).toEqual({ undeclared: [], invalid: [] });
  });

  it("name the path, the value and the rule", () => {
    expect(apiVerdict(schema, { name: "Shop-1", size: "huge", owners: [{ port: 0 }, { port: "x" }] }).invalid).toEqual([
      "spec.values.name: Too long: may not be more than 5 bytes",
      `spec.values.name: Invalid value: "Shop-1": spec.values.name in body should match '^[a-z]+$'`,
      `spec.values.size: Unsupported value: "huge": supported values: "small", "large"`,
      `spec.values.owners: Invalid value: "array": spec.values.owners in body should have at most 1 items`,
      "spec.values.owners[0].port: Invalid value: 0: spec.values.owners[0].port in body should be greater than or equal to 1",
      `spec.values.owners[1].port: Invalid value: "string": spec.values.owners[1].port in body must be of type integer: "string"`,
    ]);
    expect(apiVerdict(schema, {}).invalid).toEqual(["spec.values.name: Required value"]);
  });

  it("tell keys that the schema doesn't declare from values that it refuses", () => {
    expect(apiVerdict(schema, { name: "a", sise: 1, owners: [{ prot: 1 }] }).undeclared.sort()).toEqual([
      ".spec.values.owners[0].prot",
      ".spec.values.sise",
    ]);
  });
});
