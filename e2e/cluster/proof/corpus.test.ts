import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { policy } from "@/lib/compile/policy";
import { kindOf } from "@/lib/domain/service";
import { CORPUS, corpusChart, corpusCharts } from "@/tests/support/corpus";
import { apply, type Manifest, tryApply } from "../api/objects";
import { untilObject } from "../api/until";
import { definitionNamed } from "../definitions/until-active";
import { suiteApi, useNamespace } from "../suite";
import { platformOf } from "./cases";

if (!existsSync(CORPUS)) it(`finds no real schemas at ${CORPUS}: set CORPUS to test against some`, () => undefined);

const SPACE = "proof-corpus";
const platform = platformOf("Corpus");
const api = suiteApi();
beforeAll(async () => {
  await useNamespace(api, SPACE);
});
afterAll(() => api.close());

describe("the definition and policy of a real chart are accepted", () => {
  for (const chart of corpusCharts())
    it(chart, { timeout: 120_000 }, async () => {
      const name = `real-${chart}`;
      const service = { name, kind: kindOf(name), title: chart, values: apiTypes(corpusChart(chart).schema) };
      await apply(api, definition({ ...service, health: [] }, platform, INSTANCE_GRAPH) as Manifest);
      for (const object of policy(service, platform))
        expect(await tryApply(api, object as Manifest)).toMatchObject({ accepted: true }); // Kubernetes objects
      const seen = await untilObject(
        api,
        definitionNamed(name),
        "is looked at",
        ({ status }) => status?.state === "Active" || JSON.stringify(status ?? {}).includes('"status":"False"'),
      );
      expect(JSON.stringify(seen.status?.conditions)).not.toContain('"status":"False"');
    });
});
