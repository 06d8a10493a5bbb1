import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { enforcementOf } from "@/lib/compile/enforcement";
import { policy } from "@/lib/compile/policy";
import { valuesFile } from "@/lib/compile/values-file";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { kindOf } from "@/lib/domain/service";
import { helmVerdicts } from "@/lib/helm/verdicts";
import { judgeValues } from "@/lib/schema/judge";
import { casesIn } from "@/tests/support/cases";
import { apply, create, type Manifest } from "../api/objects";
import { untilCrd } from "../definitions/live-crd";
import { untilActive } from "../definitions/until-active";
import { suiteApi, useNamespace } from "../suite";
import { type NearValues, nearValues } from "./near-values";

const PLATFORM = {
  group: "proof.example.org",
  version: "v1alpha1",
  controlNamespace: "proof-control",
  reservedTenants: ["kube-*"],
  timeouts: { release: 300, reconcile: 120 },
} as Platform; // what is read of it here
const NAMESPACE = "proof";
const NAME = "near";
/** Of each kind, fitting and broken. */
const COUNT = 120;

const cases = casesIn(join(import.meta.dirname, "../../../lib/compile/cases")).map(({ name, json }) => {
  const service = name.replaceAll(" ", "-").slice(0, 30).replace(/-$/, "");
  const schema = json("schema.json") as JsonObject; // a case's schema is an object
  return { name, service, kind: kindOf(service), schema, values: apiTypes(schema) };
});

const api = suiteApi();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proof-"));
  await useNamespace(api, NAMESPACE);
  for (const { service, kind, name, values } of cases) {
    const input = { name: service, kind, title: name, values, health: [] };
    // What JsonObjects of these are is what the compiler's tests hold.
    await apply(api, definition(input, PLATFORM, INSTANCE_GRAPH) as Manifest);
    for (const object of policy(input, PLATFORM)) await apply(api, object as Manifest);
  }
  await Promise.all(
    cases.map(async ({ service, kind }) => {
      await untilActive(api, service, 300);
      await untilCrd(api, PLATFORM.group, kind);
    }),
  );
  // A new policy takes a second or two to bite.
  await new Promise((done) => setTimeout(done, 5_000));
}, 600_000);
afterAll(async () => {
  api.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the portal, Helm and the API server give the same verdict, save where the enforcement map says otherwise", () => {
  for (const { name, service, kind, schema, values } of cases)
    it(name, async () => {
      const tried = nearValues(schema, COUNT, 11).map(
        ({ values: some, broken }): NearValues => ({
          values: { ...some, tenant: NAMESPACE, name: NAME },
          broken,
        }),
      );
      const chart = await chartOf(service, schema);
      const helm = await helmVerdicts(
        chart,
        tried.map((one) => one.values),
        { helm: inject("helm"), path: process.env.PATH },
      );
      const declared = enforcementOf(values).flatMap(({ pointer, keyword, losses }) =>
        losses.length > 0 ? [`${pointer} ${keyword}`] : [],
      );
      const disagreements: string[] = [];
      await inLanes(tried, 16, async ({ values: some, broken }, at) => {
        const portal = judgeValues(schema, some).length === 0;
        const said = await create(api, manifest(kind, some), { dryRun: true, fieldValidation: "Strict" });
        const verdicts = { portal, helm: helm[at]?.accepted ?? false, api: said.accepted };
        if (new Set(Object.values(verdicts)).size === 1) return;
        const place = broken === null ? "" : `${broken.pointer} ${broken.keyword}`;
        if (declared.includes(place)) return;
        const words = said.accepted ? "" : said.message;
        disagreements.push(`${place}: ${JSON.stringify(verdicts)} ${JSON.stringify(some)} ${words}`);
      });
      console.log(
        `${name}: ${tried.length} values, ${tried.filter(({ broken }) => broken !== null).length} of them broken, ${disagreements.length} disagreements`,
      );
      expect(disagreements.slice(0, 12)).toEqual([]);
    }, 300_000);
});

function manifest(kind: string, values: JsonObject): Manifest {
  return {
    apiVersion: `${PLATFORM.group}/${PLATFORM.version}`,
    kind,
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: { values },
  };
}

async function chartOf(service: string, schema: JsonObject): Promise<string> {
  const chart = join(folder, service);
  await mkdir(join(chart, "templates"), { recursive: true });
  await writeFile(join(chart, "Chart.yaml"), `apiVersion: v2\nname: ${service}\nversion: 0.1.0\n`);
  await writeFile(join(chart, "values.schema.json"), JSON.stringify(schema));
  await writeFile(join(chart, "values.yaml"), valuesFile(schema));
  return chart;
}

/** Works through a list in several lanes at once. */
async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let at = next++; at < items.length; at = next++) {
        const item = items[at];
        if (item !== undefined) await work(item, at);
      }
    }),
  );
}
