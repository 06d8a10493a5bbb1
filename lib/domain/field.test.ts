import { describe, expect, it } from "vitest";
import { labelOf, schemaAt } from "./field";

const schema = {
  type: "object",
  properties: {
    name: { title: "Name" },
    owners: { title: "Owners", items: { $ref: "#/definitions/owner" } },
    ports: { properties: { "80": { title: "Web" } } },
    env: { additionalProperties: { title: "Value" } },
  },
  definitions: { owner: { properties: { name: { title: "Name" }, groups: { items: {} } } } },
  oneOf: [{ properties: { chosen: { title: "Chosen" } } }],
};

describe("what a field is called", () => {
  it("is its title, or its key", () => {
    expect(labelOf(schema, "/name")).toBe("Name");
    expect(labelOf(schema, "/unknown")).toBe("unknown");
    expect(labelOf(schema, "/chosen")).toBe("Chosen");
    expect(labelOf(schema, "/env/LANG")).toBe("Value");
    expect(labelOf(schema, "")).toBe("Values");
  });

  it("is told by the list and the place when it lies in one", () => {
    expect(labelOf(schema, "/owners/1")).toBe("Owners 2");
    expect(labelOf(schema, "/owners/1/name")).toBe("Owners 2 › Name");
    expect(labelOf(schema, "/owners/0/groups/2")).toBe("Owners 1 › groups 3");
  });

  it("is its own title when its key is a number", () => {
    expect(labelOf(schema, "/ports/80")).toBe("Web");
  });

  it("is found through references, by index or by *", () => {
    expect(schemaAt(schema, "/owners/*/name")).toEqual({ title: "Name" });
    expect(schemaAt(schema, "/nowhere/at/all")).toBeUndefined();
  });
});
