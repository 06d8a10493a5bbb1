import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { madeChart } from "@/tests/support/made-chart";
import { suiteApi, useNamespace } from "../suite";
import { caseServices, platformOf, publishAll } from "./cases";
import { expectNamesRefused, misnamed } from "./names";
import { countsOf, prove } from "./prove";

const NAMESPACE = "proof-cases";
const NAME = "near";
/** Of each keyword of a schema. */
const COUNT = 100;

/** Every keyword of draft-07 that judges and that a chart may have. */
const KEYWORDS = [
  ...["type", "enum", "const", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "pattern", "format", "items", "additionalItems", "minItems", "maxItems", "uniqueItems"],
  ...["contains", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties"],
  ...["maxProperties", "dependencies", "allOf", "anyOf", "oneOf", "not", "if", "$ref"],
];

const platform = platformOf("Proof");
const services = caseServices("Proof");
const api = suiteApi();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proof-"));
  await useNamespace(api, NAMESPACE);
  await publishAll(api, services, platform, NAMESPACE);
}, 600_000);
afterAll(async () => {
  api.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the portal, Helm and the API server give purpose-made schemas one verdict, save where the enforcement map says otherwise", () => {
  const total = new Map<string, number>();
  for (const service of services)
    it(service.title, async () => {
      const { name, kind, schema, values } = service;
      const apiVersion = `${platform.group}/${platform.version}`;
      const subject = {
        schema,
        values,
        chart: await madeChart(folder, name, schema),
        place: { apiVersion, kind, namespace: NAMESPACE, name: NAME },
        identity: { tenant: NAMESPACE, name: NAME },
      };
      const { judged, problems, fitting } = await prove(api, inject("helm"), subject, {
        fitting: 150,
        perKeyword: COUNT,
      });
      for (const [keyword, count] of countsOf(judged)) total.set(keyword, (total.get(keyword) ?? 0) + count);
      expect(problems).toEqual([]);
      await expectNamesRefused(api, misnamed(service, platform, NAMESPACE, fitting[0] ?? {}));
    }, 300_000);

  it(`each keyword was broken in ${COUNT} values at least`, () => {
    console.log([...total].map(([keyword, count]) => `${keyword} ${count}`).join(", "));
    expect(KEYWORDS.filter((keyword) => (total.get(keyword) ?? 0) < COUNT)).toEqual([]);
  });
});
