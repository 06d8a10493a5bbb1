import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { judgeValues } from "./judge";

const item: JsonObject = {
  type: "object",
  required: ["port"],
  properties: { port: { type: "integer", default: 80 } },
};
const schema: JsonObject = {
  type: "object",
  properties: {
    main: item,
    ports: { type: "array", items: item },
    named: { type: "object", additionalProperties: item },
  },
};

describe("what an object requires and has a default for", () => {
  it("may be left away where Helm fills it in", () => {
    expect(judgeValues(schema, { main: {} })).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ["an item of a list", { ports: [{ port: 1 }, {}] }, "/ports/1/port"],
    ["an entry of a map", { named: { web: {} } }, "/named/web/port"],
  ])("is missing in %s, because Helm fills nothing in there", (_where, stated, pointer) => {
    expect(judgeValues(schema, stated).map((problem) => problem.pointer)).toEqual([pointer]);
  });
});

describe("keys that every object of JavaScript has", () => {
  const names = ["constructor", "valueOf", "toString", "hasOwnProperty", "__proto__", "__errors"];
  const own = (name: string, value: JsonValue): JsonObject => Object.fromEntries([[name, value]]);
  const free: JsonObject = {
    type: "object",
    properties: {
      list: { type: "array", uniqueItems: true, items: { type: "object" } },
      // In the compiled code __proto__ would be the literal's prototype; as a key of values it is one like any other.
      choice: { enum: [...names.filter((name) => name !== "__proto__").map((name) => own(name, "a")), {}] },
    },
  };

  it.each(names)("may be a key of a value: %s", (name) => {
    const [a, b] = [own(name, "a"), own(name, "b")];
    expect(judgeValues(free, { list: [a, b], choice: name === "__proto__" ? {} : a })).toEqual([]);
    expect(judgeValues(free, { list: [a, a] }).map(({ pointer }) => pointer)).toEqual(["/list"]);
    expect(judgeValues(free, { choice: b }).map(({ pointer }) => pointer)).toEqual(["/choice"]);
  });

  it.each([...names, ""])("may be a property, which is judged like any other: %j", (name) => {
    const properties = own(name, { type: "string", maxLength: 1 });
    const group: JsonObject = { type: "object", additionalProperties: false, properties };
    const schema: JsonObject = { ...group, properties: { ...properties, group, islands: { allOf: [group, {}] } } };
    for (const at of ["", "/group", "/islands"]) {
      const within = (value: JsonObject) => (at === "" ? value : { [at.slice(1)]: value });
      expect(judgeValues(schema, within(own(name, "a")))).toEqual([]);
      expect(judgeValues(schema, within(own(name, "ab"))).map(({ code, pointer }) => [code, pointer])).toEqual([
        ["too-long", `${at}/${name}`],
      ]);
    }
  });

  it.each(names)("may be a required property that isn't stated: %s", (name) => {
    const at: JsonObject = { type: "object", required: [name], properties: own(name, { type: "string" }) };
    expect(judgeValues(at, own(name, "a"))).toEqual([]);
    expect(judgeValues(at, {})).toHaveLength(1);
    expect(judgeValues({ ...at, required: [] }, {})).toEqual([]);
  });
});
