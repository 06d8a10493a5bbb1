import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { pointerOf } from "@/lib/domain/pointer";
import { validatorOf } from "./browser-validator";
import { formSchemaOf } from "./form-schema";
import { judgeValues } from "./judge";
import { parseSchema } from "./parse";
import { validatorModule } from "./validator-module";
import { formValues, statedValues } from "./values";

/** Real charts' schemas, kept beside the repository: they are test input and never part of it. */
const CORPUS = process.env.CORPUS ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

// Vitest fails a file without a test, and most machines have no corpus.
if (!existsSync(CORPUS)) it(`finds no real schemas at ${CORPUS}: set CORPUS to test against some`, () => undefined);

/** Pointers of all properties that have no properties of their own, through references and branches; entries are `*`. */
function leavesOf(root: JsonObject): Set<string> {
  const leaves = new Set<string>();
  const visit = (schema: JsonValue | undefined, path: string[], trail: JsonObject[]): boolean => {
    if (!isObject(schema) || trail.length > 60) return false;
    const at = followRef(root, schema);
    const target = typeof schema.$ref === "string" ? schema : undefined;
    if (target && trail.some((above) => above.$ref === target.$ref)) return false;
    const deeper = target ? [...trail, target] : trail;
    let found = false;
    for (const [name, child] of Object.entries(isObject(at.properties) ? at.properties : {})) {
      found = true;
      const below = [...path, name];
      if (!visit(child, below, deeper)) leaves.add(pointerOf(below));
    }
    const entries = [at.items, at.additionalProperties].filter((entry) => isObject(entry));
    for (const entry of entries) found = visit(entry, [...path, "*"], deeper) || found;
    const branches = [at.allOf, at.anyOf, at.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
    for (const branch of [...branches, at.then, at.else]) found = visit(branch, path, deeper) || found;
    return found;
  };
  visit(root, [], []);
  return leaves;
}

async function loaded(source: string): Promise<unknown> {
  const url = `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`;
  return import(/* @vite-ignore */ url) as Promise<unknown>;
}

describe
  .skipIf(!existsSync(CORPUS))
  .each(existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !name.includes(".")) : [])("%s", (name) => {
  const { schema, problems } = parseSchema(readFileSync(join(CORPUS, name, "values.schema.json"), "utf8"), name);
  const file = join(CORPUS, name, "values.yaml");
  const values: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  // YAML without dates or the like holds JSON values only.
  const stated = (values ?? {}) as JsonObject;
  if (schema === null) throw new Error(`${name} can't be read: ${JSON.stringify(problems)}`);
  const form = formSchemaOf(schema);

  it("loses no leaf between the chart's schema and the form", () => {
    const drawn = leavesOf(form.schema);
    const lost = [...leavesOf(schema)].filter(
      (leaf) =>
        !/^\/(global|lib)(\/|$)/.test(leaf) &&
        !drawn.has(leaf) &&
        !form.islands.some((island) => leaf === island || leaf.startsWith(`${island}/`)),
    );
    expect(lost).toEqual([]);
  });

  it("has a validator that compiles for the browser and finds what the server finds", async () => {
    const validator = validatorOf(await loaded(validatorModule(form)), form);
    const effective = formValues(form.schema, stated);
    const { errors = [] } = validator.rawValidation(form.schema, effective);
    expect(errors.length === 0).toBe(judgeValues(schema, stated).length === 0);
  });

  it("judges its own values without fail, in sentences", () => {
    for (const problem of judgeValues(schema, stated)) {
      expect(problem.message).toMatch(/^[A-Z].*[.]$/);
      expect(problem.message).not.toMatch(/undefined|\[object|must NOT|must have/);
    }
  });

  it("states no more than its values need to be seen again", () => {
    const effective = formValues(form.schema, stated);
    expect(formValues(form.schema, statedValues(form.schema, effective, {}))).toEqual(effective);
  });
});
