import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
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
