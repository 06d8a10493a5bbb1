import { existsSync } from "node:fs";
import createAjvInstance from "@rjsf/validator-ajv8/lib/createAjvInstance.js";
import { describe, expect, it } from "vitest";
import { chartFolders } from "@/lib/catalog/read-catalog";
import { pagesOf } from "@/lib/compile/backstage/pages";
import { entriesOf, isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { readChartFolder } from "@/lib/helm/chart-folder";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { FORMATS } from "@/lib/schema/formats";
import { platformPlaces } from "@/lib/schema/hints";
import { judgeValues } from "@/lib/schema/judge";
import { formValues } from "@/lib/schema/values";
import { ROOT } from "../charts/charts";
import { CORPUS, corpusChart, corpusCharts } from "../support/corpus";

/** A judge of everything entered against each page, as Backstage's backend judges. It knows none of our keywords. */
function judgeOf(pages: JsonObject[]): (values: JsonObject) => boolean {
  const judges = pages.map((page) =>
    createAjvInstance([], FORMATS, { validateSchema: false, logger: false }, false).compile(page),
  );
  return (values) => judges.every((judge) => judge(values));
}

/** The same values with one place changed, each place in a few ways. */
function changes(value: JsonObject, most: number): JsonObject[] {
  const others: JsonValue[] = ["", "x", 0, -1, 1.5, true, null, [], {}, ["x"], { x: 1 }];
  const visit = (at: JsonValue): JsonValue[] => {
    const whole = others.filter((other) => typeof other !== "object" || Array.isArray(other) !== Array.isArray(at));
    if (Array.isArray(at))
      return [...whole, ...at.flatMap((item, place) => visit(item).map((next) => at.with(place, next)))];
    if (!isObject(at)) return whole;
    return [
      ...whole,
      ...entriesOf(at).flatMap(([key, child]) => visit(child).map((next): JsonValue => ({ ...at, [key]: next }))),
      ...entriesOf(at).map(([key]): JsonValue => Object.fromEntries(entriesOf(at).filter(([other]) => other !== key))),
    ];
  };
  const all = entriesOf(value).flatMap(([key, child]) =>
    visit(child).map((next): JsonObject => ({ ...value, [key]: next })),
  );
  const step = Math.max(1, Math.floor(all.length / most));
  return [value, ...all.filter((_one, place) => place % step === 0)];
}

/** Compares the verdicts on values and on many near them. Out: how many of them were refused. */
function refusedByBoth(schema: JsonObject, stated: JsonObject, most: number): number {
  const form = formSchemaOf(schema);
  const judge = judgeOf(pagesOf(form, "Some"));
  return changes(stated, most).filter((values) => {
    const taken = judgeValues(schema, values).length === 0;
    expect(judge(formValues(form.schema, values)), JSON.stringify(values).slice(0, 400)).toBe(taken);
    return !taken;
  }).length;
}

function withoutPlace(values: JsonObject, [key = "", ...below]: readonly string[]): JsonObject {
  const child = values[key];
  if (below.length === 0) return without(values, [key]);
  return isObject(child) ? { ...values, [key]: withoutPlace(child, below) } : values;
}

const charts = await Promise.all((await chartFolders(ROOT)).map((folder) => readChartFolder(ROOT, folder)));
const shipped = charts.flatMap(({ name, schema, cases }) => (schema ? [{ name, schema, cases }] : []));

describe("Backstage's pages judge what is entered as the portal does", () => {
  it.each(shipped)("for $name", ({ schema, cases }) => {
    // What is the platform team's alone is no question of theirs.
    const asked = platformPlaces(schema).map(({ path }) => path);
    const refused = cases.map(({ values }) => refusedByBoth(schema, asked.reduce(withoutPlace, values), 1000));
    expect(Math.min(...refused)).toBeGreaterThan(10);
  });

  describe.skipIf(!existsSync(CORPUS)).each(corpusCharts())("for the real chart %s", (name) => {
    const { schema, values } = corpusChart(name);

    it("whose own values and many near them get one verdict", () => {
      refusedByBoth(schema, values, 40);
    }, 120_000);

    it("where no reference leads out of its page and no keyword of ours is left", () => {
      for (const page of pagesOf(formSchemaOf(schema), name)) {
        const text = JSON.stringify(page);
        expect(text).not.toMatch(/"x-check":|"\$ref":"(?!#\/definitions\/)/);
        const known = Object.keys(isObject(page.definitions) ? page.definitions : {});
        for (const [, used = ""] of text.matchAll(/"\$ref":"#\/definitions\/([^"/]+)"/g))
          expect(known).toContain(decodeURI(used).replaceAll("~1", "/").replaceAll("~0", "~"));
      }
    });
  });
});
