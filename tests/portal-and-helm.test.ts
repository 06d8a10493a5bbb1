import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { enforcementOf } from "@/lib/compile/enforcement";
import type { JsonObject } from "@/lib/domain/json";
import { isInstanceService } from "@/lib/domain/service";
import { findHelm, type Helm } from "@/lib/helm/find-helm";
import { helmVerdicts } from "@/lib/helm/verdicts";
import type { Workspace } from "@/lib/helm/workspace";
import { judgeValues } from "@/lib/schema/judge";
import { FETCHING_HELM, openCharts, ROOT } from "./charts/charts";
import { casesIn } from "./support/cases";
import { madeChart } from "./support/made-chart";
import { nearValues } from "./support/near-values/near-values";

// The proof with an API server beside them runs in e2e/cluster; this is the part of it that takes seconds.

const SEED = Number(process.env.PROOF_SEED ?? 11);
const IN_TENANT = { tenant: "acme", name: "near" };
const AMOUNT = { fitting: 60, perKeyword: 10, total: 190 };

const { services } = await readCatalog(ROOT);
const cases = casesIn(join(ROOT, "lib/compile/cases")).map(({ name, json }) => ({
  name,
  schema: json("schema.json") as JsonObject, // a case's schema is an object
}));

let helm: Helm;
let workspace: Workspace;
let home: string;
beforeAll(async () => {
  helm = await findHelm({ env: process.env });
  workspace = await openCharts();
  home = await mkdtemp(join(tmpdir(), "portal-and-helm-"));
}, FETCHING_HELM);
afterAll(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

/** Values on which the two judges differ although the enforcement map doesn't say so. */
async function disagreements(chart: string, schema: JsonObject, identity: JsonObject): Promise<string[]> {
  const tried = nearValues(schema, identity, AMOUNT, SEED);
  const byHelm = await helmVerdicts(
    chart,
    tried.map(({ values }) => values),
    { helm, path: process.env.PATH },
  );
  const declared = new Set(
    enforcementOf(apiTypes(schema)).flatMap(({ pointer, keyword, losses }) =>
      losses.length > 0 ? [`${pointer} ${keyword}`] : [],
    ),
  );
  expect(tried.length).toBeGreaterThan(100);
  return tried.flatMap(({ values, broken }, at) => {
    const place = broken === null ? "" : `${broken.pointer} ${broken.keyword}`;
    const portal = judgeValues(schema, values).length === 0;
    if (portal === byHelm[at]?.accepted || declared.has(place)) return [];
    return [
      `seed ${SEED}: ${place}: the portal ${portal ? "accepts" : "refuses"} what Helm doesn't: ${JSON.stringify(values)}`,
    ];
  });
}

describe("the portal and Helm give one verdict on generated values, save where the enforcement map says otherwise", () => {
  for (const service of services)
    it(`of the service ${service.name}`, { timeout: 60_000 }, async () => {
      const identity = isInstanceService(service) ? IN_TENANT : { name: "near" };
      expect(await disagreements(join(workspace.folder, service.name), service.schema, identity)).toEqual([]);
    });

  for (const { name, schema } of cases)
    it(`of ${name}`, { timeout: 60_000 }, async () => {
      expect(await disagreements(await madeChart(home, name.replaceAll(" ", "-"), schema), schema, IN_TENANT)).toEqual(
        [],
      );
    });
});
