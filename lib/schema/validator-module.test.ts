import { describe, expect, it } from "vitest";
import { validatorOf } from "./browser-validator";
import { formSchemaOf } from "./form-schema";
import { validatorModule } from "./validator-module";

const form = formSchemaOf({
  type: "object",
  properties: {
    name: { type: "string", minLength: 2, format: "email" },
    list: { type: "array", uniqueItems: true, items: { type: "object", properties: { a: { const: { b: 1 } } } } },
  },
});

async function load(source: string): Promise<unknown> {
  return import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`
  ) as Promise<unknown>;
}

describe("the validator's module", () => {
  it("compiles nothing in the browser and imports nothing", () => {
    const source = validatorModule(form);
    expect(source).not.toMatch(/\beval\b|new Function|\bimport\b/);
  });

  it("counts characters as JSON Schema does and compares lists by their content", async () => {
    const validator = validatorOf(await load(validatorModule(form)), form);
    const keywords = (values: object): string[] =>
      (validator.rawValidation<{ keyword: string }>(form.schema, values as never).errors ?? []).map(
        ({ keyword }) => keyword,
      );
    expect(keywords({ name: "😀" })).toEqual(["minLength", "format"]);
    expect(keywords({ list: [{ x: [1, { y: 2 }] }, { x: [1, { y: 2 }] }] })).toEqual(["uniqueItems"]);
    expect(keywords({ list: [{ a: { b: 1 } }, { a: { b: 2 } }] })).toEqual(["const", "x-check"]);
  });

  it("that was made for something else is refused", () => {
    expect(() => validatorOf({ default: {} }, form)).toThrow("made for something else");
    expect(() => validatorOf({}, form)).toThrow("no default export");
  });
});
