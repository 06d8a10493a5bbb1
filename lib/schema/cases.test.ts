import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { type Case, casesIn } from "@/tests/support/cases";
import { validatorOf } from "./browser-validator";
import { formSchemaOf } from "./form-schema";
import { judgeValues } from "./judge";
import { problemsOf } from "./problems";
import { validatorModule } from "./validator-module";
import { effectiveValues } from "./values";

/** JSON objects are all that a case's files hold. */
function object(json: unknown): JsonObject {
  // What JSON.parse returned and is an object is a JsonObject.
  const value = json as JsonObject;
  if (!isObject(value)) throw new Error("A case's file holds no object.");
  return value;
}

async function browserValidator(form: ReturnType<typeof formSchemaOf>): Promise<ReturnType<typeof validatorOf>> {
  const url = `data:text/javascript;base64,${Buffer.from(validatorModule(form)).toString("base64")}`;
  return validatorOf(await import(/* @vite-ignore */ url), form);
}

const folder = join(import.meta.dirname, "cases");

describe("the form's schema", () => {
  for (const { name, json } of casesIn(join(folder, "form")))
    it(name, () => expect(formSchemaOf(object(json("schema.json")))).toEqual(json("form.json")));
});

describe("values are judged in sentences", () => {
  for (const one of casesIn(join(folder, "judge"))) {
    it(one.name, async () => {
      await expect(said(one)).toMatchFileSnapshot(pathOf("judge", one.name, "problems.txt"));
    });

    it(`${one.name}, by the browser's validator too`, async () => {
      const schema = object(one.json("schema.json"));
      const form = formSchemaOf(schema);
      const values = effectiveValues(form.schema, object(one.json("values.json")));
      const { errors = [] } = (await browserValidator(form)).rawValidation(form.schema, values);
      // rjsf leaves the type of raw errors open; they are ajv's.
      expect(problemsOf(form.schema, errors as Parameters<typeof problemsOf>[1], values)).toEqual(
        judgeValues(schema, object(one.json("values.json"))),
      );
    });
  }
});

function said({ json }: Case): string {
  const problems = judgeValues(object(json("schema.json")), object(json("values.json")));
  return problems.map(({ code, pointer, label, message }) => `${pointer} (${code}) ${label}: ${message}\n`).join("");
}

function pathOf(kind: string, name: string, file: string): string {
  return join(folder, kind, name.replaceAll(" ", "-"), file);
}
