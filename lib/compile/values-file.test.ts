import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "@/lib/domain/json";
import { valuesFile } from "./values-file";

const schema: JsonObject = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", title: "Name", description: "Its name.", examples: ["orders"] },
    version: { type: "string", title: "Version", enum: ["17", "18"], default: "17" },
    on: { type: "string", title: "Odd words", default: "yes" },
    nested: {
      type: "object",
      title: "Nested",
      description: "Words\nover lines.",
      properties: {
        list: { type: "array", title: "List", default: ["/tmp"] },
        none: { type: "string", title: "None" },
      },
    },
    whole: { type: "object", title: "Whole", default: {}, properties: { a: { type: "integer" } } },
    global: { type: "object" },
    lib: { type: "object" },
  },
};

describe("a generated values.yaml", () => {
  it("states every default under its title and description, and what must be stated as a comment", () => {
    expect(
      valuesFile(schema),
    ).toBe(`# Generated from values.schema.json by \`make definitions\`. Change that file, not this one.

# Name: Its name. Required.
# name: orders

# Version: One of: "17", "18".
version: "17"

# Odd words:
"on": "yes"

# Nested: Words over lines.
nested:
  # List:
  list: [/tmp]
  # None:
  # none: ""

# Whole:
whole: {}
`);
  });

  it("reads back as the schema's defaults, also by YAML 1.1", () => {
    const defaults = { version: "17", on: "yes", nested: { list: ["/tmp"] }, whole: {} };
    for (const version of ["1.1", "1.2"] as const) expect(parse(valuesFile(schema), { version })).toEqual(defaults);
  });

  it("leaves out an object that its defaults don't complete, because Helm would refuse half of it in every release", () => {
    const days = { type: "integer", default: 7 };
    const backup = {
      type: "object",
      title: "Backup",
      required: ["bucket"],
      properties: { bucket: { type: "string" }, days },
    };
    expect(parse(valuesFile({ type: "object", properties: { backup } }))).toBeNull();
  });

  it("shows something of the right kind where nothing has a default", () => {
    const examples: Record<string, [property: JsonObject, shown: string]> = {
      text: [{ type: "string" }, '""'],
      count: [{ type: "integer", minimum: 3 }, "3"],
      whole: [{ type: "integer", minimum: 0.5 }, "1"],
      list: [{ type: "array" }, "[]"],
      maybe: [{ type: ["string", "null"], enum: ["a", null] }, "a"],
      either: [
        { oneOf: [{ type: "object", required: ["x"], properties: { x: { examples: ["shop"] } } }] },
        "{x: shop}",
      ],
    };
    for (const [key, [property, shown]] of Object.entries(examples))
      expect(valuesFile({ type: "object", properties: { [key]: property } })).toContain(`# ${key}: ${shown}\n`);
  });
});
