import { describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { composite } from "./composite";
import { compositeText } from "./composite-text";

const NAME = { type: "string", maxLength: 20 };
const schemaMade = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: false,
  required: ["tenant", "name"],
  properties: { tenant: { type: "string" }, name: NAME, ...properties, global: {}, lib: {} },
  ...more,
});
const child = (service: string, resource = `${service}s`) => ({ "x-child": { service, resource } });

const BOX = schemaMade(
  { size: { $ref: "#/definitions/size" }, label: { type: "string" } },
  {
    title: "Box",
    description: "A box.",
    required: ["tenant", "name", "label"],
    "x-kinds": [{ apiVersion: "x/v1", kind: "Crate", resource: "crates" }],
    definitions: { size: { type: "integer" } },
    if: { properties: { size: { minimum: 2 } } },
    then: { required: ["label"] },
  },
);

const services = (schemas: Record<string, JsonObject>) =>
  Object.entries({ box: BOX, tenant: schemaMade({}), ...schemas }).map(([name, schema]) => ({ name, schema }));
const problemsOf = (schemas: Record<string, JsonObject>, name = "pair") =>
  composite(name, services(schemas)).problems.map(({ pointer, message, fix }) => `${pointer} ${message} ${fix}`);

const PAIR = schemaMade(
  {
    left: { ...child("box", "boxes"), title: "Left", "x-advanced": true },
    note: { type: "string" },
    name: { type: "string", maxLength: 15 },
  },
  { required: ["tenant", "name", "left"] },
);

describe("a composite's schema", () => {
  it("gets its child's values, without the child's names and what only a file says, and keeps its own words", () => {
    const { schema, problems } = composite("pair", services({ pair: PAIR }));
    expect(problems).toEqual([]);
    const { left, ...others } = isObject(schema.properties) ? schema.properties : {};
    expect(left).toEqual({
      "x-child": { service: "box", resource: "boxes" },
      "x-advanced": true,
      "x-generated": expect.stringContaining("From charts/box") as string,
      title: "Left",
      type: "object",
      additionalProperties: false,
      required: ["label"],
      properties: { size: { $ref: "#/properties/left/definitions/size" }, label: { type: "string" } },
      definitions: { size: { type: "integer" } },
      if: { properties: { size: { minimum: 2 } } },
      then: { required: ["label"] },
    });
    expect({ ...schema, properties: { ...others, left: PAIR.properties } }).toEqual({
      ...PAIR,
      properties: { ...(isObject(PAIR.properties) ? PAIR.properties : {}), left: PAIR.properties },
    });
  });

  it("follows its child: what was written before is replaced, and what is right already stays", () => {
    const once = composite("pair", services({ pair: PAIR })).schema;
    expect(composite("pair", services({ pair: once })).schema).toEqual(once);
    const other = schemaMade({ colour: { type: "string" } });
    const again = composite("pair", services({ pair: once, box: other })).schema;
    expect(again).toEqual(composite("pair", services({ pair: { ...PAIR }, box: other })).schema);
  });

  it("holds a child that is itself a composite with all that is in that", () => {
    const shelf = schemaMade(
      { pair: child("pair"), name: { type: "string", maxLength: 10 } },
      { required: ["tenant", "name", "pair"] },
    );
    const { schema, problems } = composite("shelf", services({ pair: PAIR, shelf }));
    expect(problems).toEqual([]);
    expect(JSON.stringify(schema)).toContain('"$ref":"#/properties/pair/properties/left/definitions/size"');
    expect(JSON.stringify(schema).match(/"x-child"/g)).toHaveLength(1);
  });

  it("is spliced into its file: every other character stays", () => {
    const text = `{\n  "type":"object", "properties": {\n    "name" : {"type": "string"},\n    "left": ${JSON.stringify(child("box", "boxes"))}, "note": { "type": "string" }\n  }\n}\n`;
    const own = JSON.parse(text) as JsonObject; // what was written above
    const { schema } = composite("pair", services({ pair: own }));
    const written = compositeText(text, schema);
    expect(JSON.parse(written)).toEqual(schema);
    expect(written).toContain(
      '{\n  "type":"object", "properties": {\n    "name" : {"type": "string"},\n    "left": {\n',
    );
    expect(written.endsWith('}, "note": { "type": "string" }\n  }\n}\n')).toBe(true);
    expect(compositeText(written, schema)).toBe(written);
  });
});

describe("a child is refused, with its place and the way out,", () => {
  const pair = (properties: JsonObject, more: JsonObject = {}) => ({ pair: schemaMade(properties, more) });

  it("when the hint is not whole", () => {
    expect(problemsOf(pair({ left: { "x-child": "box" }, right: { "x-child": { service: "box" } } }))).toEqual([
      expect.stringContaining("/properties/left/x-child x-child doesn't say which service left is"),
      expect.stringContaining("/properties/right/x-child x-child doesn't say which service right is"),
    ]);
  });

  it("when there is no such service", () => {
    expect(problemsOf(pair({ left: child("bix") }))).toEqual([
      "/properties/left/x-child/service There is no service called bix. Name one of box, or add charts/bix with a values.schema.json.",
    ]);
  });

  it("when it is a tenant, or the composite is one", () => {
    expect(problemsOf(pair({ left: child("tenant") }))[0]).toContain("A tenant can't be a child");
    expect(problemsOf({ tenant: schemaMade({ left: child("box") }) }, "tenant")[0]).toContain(
      "A tenant has no children",
    );
  });

  it("when it would contain itself, over however many others", () => {
    expect(problemsOf(pair({ left: child("pair") }))[0]).toContain("pair has the child pair: it would contain itself");
    const round = { ...pair({ left: child("shelf") }), shelf: schemaMade({ pair: child("pair") }) };
    expect(problemsOf(round)[0]).toContain("pair has the child shelf has the child pair");
    const beside = { ...pair({ left: child("shelf") }), shelf: schemaMade({ shelf: child("shelf") }) };
    expect(problemsOf(beside)[0]).toContain("shelf has the child shelf");
  });

  it("when its alias can't be part of a name", () => {
    for (const alias of ["Left", "left_one", "name"])
      expect(problemsOf(pair({ [alias]: child("box") }))[0]).toContain(`${alias} can't be a child's alias`);
  });

  it("when its names don't fit: of the release, of the child's own schema, or none at all", () => {
    const named = (alias: string, maxLength: number) => ({
      pair: schemaMade(
        { [alias]: child("box", "boxes"), name: { type: "string", maxLength } },
        { required: ["tenant", "name", alias] },
      ),
    });
    expect(problemsOf(named("left", 15))).toEqual([]);
    expect(problemsOf(named("left", 16))).toEqual([
      "/properties/name/maxLength A name of 16 characters doesn't fit: its parts are called <name>-left-box, too. Set maxLength to 15.",
    ]);
    expect(problemsOf(named("a-very-long-alias", 10))[0]).toContain("leaves 2 characters for an instance's own name");
  });

  it("when two parts would have one name in the cluster", () => {
    const twins = {
      pair: schemaMade({ a: child("b-c"), "a-b": child("c") }),
      "b-c": schemaMade({}),
      c: schemaMade({}),
    };
    expect(problemsOf(twins)).toEqual([expect.stringContaining("Two parts would both be called <name>-a-b-c")]);
  });

  it("when it must be told something, but may be left out", () => {
    expect(problemsOf(pair({ left: child("box", "boxes"), name: { type: "string", maxLength: 9 } }))).toEqual([
      "/required left may be left out, but without its label there is no child to make. Add left to required.",
    ]);
  });

  it("when its own rules speak of its names", () => {
    const asking = schemaMade({}, { if: { properties: { name: { const: "x" } } }, maxProperties: 3 });
    expect(problemsOf({ ...pair({ left: child("asking") }), asking })).toEqual([
      expect.stringContaining("if in charts/asking/values.schema.json speaks of tenant or name"),
      expect.stringContaining("maxProperties in charts/asking"),
    ]);
  });

  it("when the hint stands somewhere else than on a property of the schema itself", () => {
    const deep = { pair: schemaMade({ inner: { type: "object", properties: { left: child("box") } } }) };
    expect(problemsOf(deep)).toEqual([
      expect.stringContaining("/properties/inner/properties/left/x-child x-child stands where no child can be."),
    ]);
  });
});
