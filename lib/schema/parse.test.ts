import { describe, expect, it } from "vitest";
import { parseSchema } from "./parse";

const file = "charts/x/values.schema.json";
const said = (text: string): string[] =>
  parseSchema(text, file).problems.map(({ pointer, message }) => `${pointer} ${message}`);

describe("reading a schema file", () => {
  it("says what is wrong with a file that holds no schema", () => {
    expect(parseSchema("{", file).schema).toBeNull();
    expect(said("{")[0]).toContain("The file is not JSON");
    expect(said("[]")).toEqual([" The schema is not an object."]);
  });

  it("says everything at once, and still returns what can be drawn", () => {
    const text = JSON.stringify({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "array",
      properties: { a: { $ref: "https://example.org/x" }, b: { pattern: "(?i)x" }, c: { $ref: "#/definitions/none" } },
    });
    expect(parseSchema(text, file).schema).not.toBeNull();
    expect(said(text)).toEqual([
      "/$schema The schema declares https://json-schema.org/draft/2020-12/schema; forms and definitions are made from draft-07.",
      "/type Values are an object, but the schema asks for something else.",
      "/properties/a/$ref The reference https://example.org/x leads out of this file, and nothing is fetched.",
      "/properties/c/$ref The reference #/definitions/none leads nowhere in this file.",
      "/properties/b/pattern The pattern (?i)x is not a regular expression that a browser knows, so the form can't check it.",
    ]);
  });

  it("names references that lead back to themselves without going into a value, and no other recursion", () => {
    const definitions = {
      self: { $ref: "#/definitions/self" },
      parts: { allOf: [{ type: "object" }, { $ref: "#/definitions/parts" }] },
      tree: { properties: { child: { allOf: [{ $ref: "#/definitions/tree" }] } } },
    };
    const circle = (name: string) =>
      `The reference #/definitions/${name} leads back to itself without going into a value, so it says nothing.`;
    expect(said(JSON.stringify({ definitions }))).toEqual([
      `/definitions/self/$ref ${circle("self")}`,
      `/definitions/parts/allOf/1/$ref ${circle("parts")}`,
    ]);
  });

  it("takes a schema without a declared dialect, and one that says just 'the latest', for draft-07", () => {
    expect(said("{}")).toEqual([]);
    expect(said('{"$schema": "http://json-schema.org/schema#"}')).toEqual([]);
    expect(said('\uFEFF{"$schema": "https://json-schema.org/draft-07/schema"}')).toEqual([]);
  });

  it("doesn't take a property or a default for a schema", () => {
    expect(
      said('{"properties": {"pattern": {"default": {"$ref": "x", "pattern": "("}}, "$ref": {"type": "string"}}}'),
    ).toEqual([]);
  });
});
