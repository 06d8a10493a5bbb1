import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { releaseObjects } from "@/lib/domain/chart-object";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { Service } from "@/lib/domain/service";
import type { Workspace } from "@/lib/helm/workspace";
import { effectiveValues } from "@/lib/schema/values";
import { applications, at, FETCHING_HELM, openCharts, ROOT, render, word } from "./charts";

// The portal reads a chart's objects from its templates' text, and Helm renders them: both must see the same.

let workspace: Workspace;
const services = new Map<string, Service>();
beforeAll(async () => {
  workspace = await openCharts();
  for (const service of (await readCatalog(ROOT)).services) services.set(service.name, service);
}, FETCHING_HELM);
afterAll(() => workspace.close());

/** The objects that the portal expects of these values. */
function expected(chart: string, values: JsonObject) {
  const service = services.get(chart);
  if (!service) throw new Error(`no service ${chart}`);
  const place = { release: `x-${chart}`, namespace: "acme" };
  return releaseObjects(service.objects, effectiveValues(service.schema, values), place);
}

/** A Service's ports and a Secret's keys, as Helm renders them. */
function offered(document: JsonObject): string[] {
  const ports = at(document, "spec", "ports");
  if (document.kind === "Secret") return isObject(document.data) ? Object.keys(document.data) : [];
  if (document.kind !== "Service" || at(document, "spec", "clusterIP") === "None" || !Array.isArray(ports)) return [];
  return ports.map((port) => word(at(port, "port")));
}

describe("the objects that are read from a chart's templates", () => {
  it("are those that Helm renders, for every case of every chart", async () => {
    for (const chart of applications(workspace))
      for (const { file, values } of chart.cases) {
        const rendered = (await render(workspace, chart.name, values)).map((document) => ({
          apiVersion: word(document.apiVersion),
          kind: word(document.kind),
          name: word(at(document, "metadata", "name")),
        }));
        const read = expected(chart.name, values).map(({ apiVersion, kind, name }) => ({ apiVersion, kind, name }));
        expect(new Set(read), file).toEqual(new Set(rendered));
        expect(read.length, file).toBe(rendered.length);
      }
  }, 120_000);

  it("ask for as many pods, claim the volumes and offer the ports and keys that Helm renders, and keep or drop them alike", async () => {
    for (const chart of applications(workspace))
      for (const { file, values } of chart.cases) {
        const objects = expected(chart.name, values);
        for (const document of await render(workspace, chart.name, values)) {
          const name = word(at(document, "metadata", "name"));
          const read = objects.find((object) => object.kind === document.kind && object.name === name);
          const spec = at(document, "spec") ?? null;
          const count = at(spec, "replicas") ?? at(spec, "instances") ?? at(spec, "minReplicas") ?? null;
          expect(read?.replicas, `${file} ${name}`).toEqual(count);
          const claims = at(spec, "volumeClaimTemplates");
          expect(read?.claims, `${file} ${name}`).toEqual(
            Array.isArray(claims) ? claims.map((claim) => at(claim, "metadata", "name")) : [],
          );
          const policy = at(spec, "persistentVolumeClaimRetentionPolicy", "whenDeleted");
          expect(read?.claimsStay, `${file} ${name}`).toBe(policy !== "Delete");
          expect(read?.offers, `${file} ${name}`).toEqual(offered(document));
        }
      }
  }, 120_000);
});
