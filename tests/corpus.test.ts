import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { enforcementOf } from "@/lib/compile/enforcement";
import { policy } from "@/lib/compile/policy";
import type { Platform } from "@/lib/domain/platform";
import { findHelm, type Helm } from "@/lib/helm/find-helm";
import { helmVerdicts } from "@/lib/helm/verdicts";
import { judgeValues } from "@/lib/schema/judge";
import { FETCHING_HELM } from "./charts/charts";
import { CORPUS, corpusChart, corpusCharts } from "./support/corpus";

if (!existsSync(CORPUS)) it(`finds no real schemas at ${CORPUS}: set CORPUS to test against some`, () => undefined);

const PLATFORM = {
  group: "corpus.example.org",
  version: "v1alpha1",
  controlNamespace: "control",
  reservedTenants: ["kube-*"],
  timeouts: { release: 300, reconcile: 120 },
} as Platform; // what is read of it here

let helm: Helm;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "corpus-"));
  helm = await findHelm({ env: process.env });
}, FETCHING_HELM);
afterAll(() => rm(home, { recursive: true, force: true }));

for (const name of corpusCharts()) {
  const { schema, values } = corpusChart(name);
  describe(`the real chart ${name}`, () => {
    it("compiles to a definition, a policy and a map of who enforces what", () => {
      const service = { name: "real", kind: "Real", title: "Real", values: apiTypes(schema), health: [] };
      expect(definition(service, PLATFORM, INSTANCE_GRAPH)).toMatchObject({ kind: "ResourceGraphDefinition" });
      expect(policy(service, PLATFORM)).toHaveLength(2);
      const map = enforcementOf(service.values);
      // Each place with a rule is in it once for each keyword.
      expect(new Set(map.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).size).toBe(map.length);
      expect(map.length).toBeGreaterThan(1);
    });

    it("is judged alike by the portal and by Helm on its own values", async () => {
      const chart = join(home, name);
      await mkdir(join(chart, "templates"), { recursive: true });
      // JSON is YAML.
      await writeFile(join(chart, "Chart.yaml"), JSON.stringify({ apiVersion: "v2", name, version: "0.1.0" }));
      await writeFile(join(chart, "values.schema.json"), JSON.stringify(schema));
      await writeFile(join(chart, "values.yaml"), JSON.stringify(values));
      const [verdict] = await helmVerdicts(chart, [{}], { helm, path: process.env.PATH });
      expect(judgeValues(schema, values).length === 0).toBe(verdict?.accepted);
    });
  });
}
