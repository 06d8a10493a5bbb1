import { expect, it } from "vitest";
import { formSchemaOf } from "./form-schema";
import { judgeValues } from "./judge";
import { effectiveValues } from "./values";

it("a default that is not of its property's type is none, so that a form that nobody touched can be sent", () => {
  const schema = {
    type: "object",
    properties: {
      rules: { type: "array", items: { type: "string" }, default: "[]" },
      host: { type: "string", default: null },
      port: { type: ["integer", "null"], default: null },
      share: { type: "number", default: 1 },
    },
  };
  expect(judgeValues(schema, {})).toEqual([]);
  expect(effectiveValues(formSchemaOf(schema).schema, {})).toEqual({ port: null, share: 1 });
});
