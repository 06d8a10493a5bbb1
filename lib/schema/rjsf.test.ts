import { join } from "node:path";
import Form from "@rjsf/core/lib/components/Form.js";
import { type ComponentType, createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { segmentsOf } from "@/lib/domain/pointer";
import { casesIn } from "@/tests/support/cases";
import { validatorOf } from "./browser-validator";
import { formSchemaOf } from "./form-schema";
import { validatorModule } from "./validator-module";

/** The form, with the properties that are used here: its own type takes the compiler too long to work out. */
const Drawn = Form as unknown as ComponentType<{ schema: JsonObject; validator: unknown; formData: JsonObject }>;

/** The portal lets a function that is missing count as "not chosen"; here it is a failure. */
function strict(functions: object): object {
  return new Proxy(functions, {
    get: (known, key): unknown => {
      if (key in known) return Reflect.get(known, key);
      throw new Error(`rjsf asks about a schema that was not compiled: ${String(key)}`);
    },
  });
}

describe("rjsf draws every form with the compiled validator, whatever it asks it about", () => {
  for (const { name, text, json } of casesIn(join(import.meta.dirname, "cases/form")))
    it(name, async () => {
      // A case's files hold JSON.
      const schema = json("schema.json") as JsonObject;
      const data = (text("data.json") === "" ? [] : json("data.json")) as JsonValue[];
      const form = formSchemaOf(schema);
      const url = `data:text/javascript;base64,${Buffer.from(validatorModule(form)).toString("base64")}`;
      const module = (await import(/* @vite-ignore */ url)) as { default: object };
      const validator = validatorOf({ default: strict(module.default) }, form);
      for (const formData of [{}, ...data].filter(isObject)) {
        const html = renderToString(createElement(Drawn, { schema: form.schema, validator, formData }));
        for (const value of drawnTexts(formData, form.islands))
          expect(html).toMatch(new RegExp(`value="${value}"|>${value}</option>`));
      }
    });
});

/** The texts that must show in a drawn form: those that lie in no island. */
function drawnTexts(value: JsonValue, islands: string[], path: string[] = []): string[] {
  const isIsland = islands
    .map(segmentsOf)
    .some((at) => at.length === path.length && at.every((part, n) => part === "*" || part === path[n]));
  if (isIsland) return [];
  if (typeof value === "string") return [value];
  const children = Array.isArray(value)
    ? value.map((item, at) => [String(at), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return children.flatMap(([key, child]) => drawnTexts(child, islands, [...path, key]));
}
