import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { problemsOfDefaults } from "./default-rules";
import { problemsOfSchema } from "./schema-rules";

const schema = (more: JsonObject): JsonObject => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  ...more,
});
const pointers = (more: JsonObject, dependencies: string[] = []) =>
  problemsOfSchema(schema(more), dependencies).map(({ pointer }) => pointer);

describe("a schema", () => {
  it("has to say that it is draft-07, because Helm would otherwise judge by other rules", () => {
    expect(problemsOfSchema({ type: "object" }, []).map(({ pointer }) => pointer)).toEqual(["/$schema"]);
  });

  it("that allows no other keys has to declare those that Helm adds", () => {
    expect(pointers({ additionalProperties: false, properties: { global: {} } }, ["lib"])).toEqual(["/properties/lib"]);
    expect(pointers({ additionalProperties: false, properties: { global: {}, lib: {} } }, ["lib"])).toEqual([]);
  });

  it("may not say anything beside a $ref, which Helm would ignore, nor leave its file", () => {
    const properties = { a: { $ref: "#/definitions/x", title: "A" }, b: { $ref: "https://example.com/x.json" } };
    expect(pointers({ properties, definitions: { x: {} } })).toEqual(["/properties/a/$ref", "/properties/b/$ref"]);
  });

  it("is judged everywhere: in lists, alternatives, conditions, definitions and pattern properties", () => {
    const bad = { pattern: "^(?!a)" };
    const found = pointers({
      properties: { "a/b": { type: "array", items: bad } },
      definitions: { x: { anyOf: [{}, bad] } },
      if: bad,
      patternProperties: { "^.$": { additionalProperties: bad } },
    });
    expect(found.sort()).toEqual([
      "/definitions/x/anyOf/1/pattern",
      "/if/pattern",
      "/patternProperties/^.$",
      "/patternProperties/^.$/additionalProperties/pattern",
      "/properties/a~1b/items/pattern",
    ]);
  });

  it("may use a format only if form and Helm both check it", () => {
    expect(pointers({ properties: { a: { format: "email" }, b: { format: "color" } } })).toEqual([
      "/properties/b/format",
    ]);
  });

  it("may have a property that is called like a keyword", () => {
    expect(
      pointers({ properties: { pattern: { type: "string" }, $ref: { type: "string" }, format: { type: "string" } } }),
    ).toEqual([]);
  });
});

describe("defaults", () => {
  const properties = {
    name: { type: "string" },
    size: { type: "string", default: "small" },
    nested: {
      type: "object",
      properties: { on: { type: "boolean", default: false }, list: { type: "array", default: [] } },
    },
    whole: { type: "object", default: { a: 1 }, properties: { a: { type: "integer" } } },
  };
  const differences = (values: JsonObject) => problemsOfDefaults(schema({ properties }), values, ["lib"]);
  const equal = { size: "small", nested: { on: false, list: [] }, whole: { a: 1 } };

  it("that are equal are fine, and so are Helm's own keys", () => {
    expect(differences({ ...equal, lib: {}, global: {} })).toEqual([]);
  });

  it("that differ, are missing on one side, or are stated without a default are each named at their place", () => {
    const found = differences({ size: "large", name: "x", nested: { on: false }, whole: { a: 2 } });
    expect(found.map(({ pointer }) => pointer)).toEqual(["/name", "/size", "/nested/list", "/whole"]);
    expect(found[1]?.message).toBe('The schema\'s default is "small", but values.yaml has "large".');
  });

  it("of a key that the schema doesn't know are named", () => {
    expect(differences({ ...equal, sise: "small" }).map(({ pointer }) => pointer)).toEqual(["/sise"]);
  });
});
