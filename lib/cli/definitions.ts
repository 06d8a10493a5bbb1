import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chartFolders, readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { softwareTemplates } from "@/lib/compile/backstage/software-templates";
import { clusterRoles } from "@/lib/compile/cluster-roles";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { type DeployersInput, deployers } from "@/lib/compile/deployers";
import { platformTemplate } from "@/lib/compile/platform-template";
import { policy } from "@/lib/compile/policy";
import { releasesFiles } from "@/lib/compile/releases-files";
import { type Resource, renderedKinds, resourcesTold } from "@/lib/compile/rendered-kinds";
import { secretFence } from "@/lib/compile/secret-fence";
import { gitRepository, helmChart } from "@/lib/compile/sources";
import { tenantGraph } from "@/lib/compile/tenant-graph";
import { valuesFile } from "@/lib/compile/values-file";
import { generatedYaml } from "@/lib/compile/yaml-text";
import { levelsBelow } from "@/lib/domain/composition";
import type { JsonObject } from "@/lib/domain/json";
import { longestSuffix } from "@/lib/domain/names";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { isInstanceService, type Service, TENANT_SERVICE } from "@/lib/domain/service";
import { type ChartFolder, readChartFolder } from "@/lib/helm/chart-folder";
import { report } from "./charts/report";
import { readPlatform } from "./charts/with-charts";
import { type ComposedChart, composedCharts } from "./composites";
import { leftOver } from "./left-over";

/** A file that is written from others. */
export interface Generated {
  /** Relative to the repository's root. */
  path: string;
  text: string;
}

/**
 * Every generated file of a repository as it should be. In: its root and its platform. Out: paths and texts, unwritten.
 * A chart whose schema can't be read has none.
 */
export async function generatedFiles(root: string, platform: Platform): Promise<Generated[]> {
  const [written, catalog] = await Promise.all([readCharts(root), readCatalog(root)]);
  // Everything is compiled from the schemas as they will be, so that one run is enough.
  const composites = await composedCharts(root, written);
  const charts = withComposed(written, composites);
  const services = withComposed(catalog.services, composites);
  return [
    { path: "charts/lib/templates/_platform.tpl", text: platformTemplate(platform) },
    { path: "definitions/gitrepository.yaml", text: generatedYaml("platform.yaml", [gitRepository(platform)]) },
    { path: "definitions/secret-fence.yaml", text: generatedYaml("platform.yaml", secretFence(platform)) },
    { path: "definitions/cluster-roles.yaml", text: generatedYaml(CHARTS, clusterRoles(told(services), platform)) },
    {
      path: "definitions/deployers.yaml",
      text: generatedYaml(CHARTS, deployers(rendered(services, platform), platform)),
    },
    ...releasesFiles(platform).map(({ path, text }) => ({ path: `deploy/releases/${path}`, text })),
    ...composites.map(({ name, text }) => ({ path: `charts/${name}/values.schema.json`, text })),
    ...charts.flatMap(({ name, schema }) =>
      schema ? [{ path: `charts/${name}/values.yaml`, text: valuesFile(schema) }] : [],
    ),
    ...services.flatMap((service) => definitionFiles(service, services, platform)),
    ...softwareTemplates(services, platform),
  ];
}

const CHARTS = "charts/ and platform.yaml";

/** What charts may render besides Kubernetes' own kinds. */
function told(services: readonly Service[]): Resource[] {
  return services.flatMap(({ schema }) => resourcesTold(schema));
}

async function readCharts(root: string): Promise<ChartFolder[]> {
  return await Promise.all((await chartFolders(root)).map((folder) => readChartFolder(root, folder)));
}

/** Charts of which composites have their children's values in their schemas. */
function withComposed<Chart extends { name: string; schema: JsonObject | null }>(
  charts: readonly Chart[],
  composites: readonly ComposedChart[],
): Chart[] {
  return charts.map((chart) => {
    const composed = composites.find(({ name }) => name === chart.name);
    return composed ? { ...chart, schema: composed.schema } : chart;
  });
}

/** What instances' charts render, and the tenant's. */
function rendered(services: readonly Service[], platform: Platform): DeployersInput {
  const of = (some: readonly Service[]) =>
    some.flatMap(({ objects, schema }) => renderedKinds(objects, schema, platform).resources);
  return {
    rendered: of(services.filter(isInstanceService)),
    fences: of(services.filter((service) => !isInstanceService(service))),
  };
}

/** What the cluster is given for a service: its chart and its definition, and the policy that judges its instances. */
function definitionFiles(
  { name, kind, title, schema, objects }: Service,
  services: readonly Service[],
  platform: Platform,
): Generated[] {
  const from = `charts/${name} and platform.yaml`;
  const { health } = renderedKinds(objects, schema, platform);
  const [suffix, layers] = [longestSuffix(name, services), levelsBelow(name, services)];
  const service = { name, kind, title, values: apiTypes(schema), health, suffix, layers };
  return [
    {
      path: `definitions/${name}.yaml`,
      text: generatedYaml(from, [
        helmChart(name, platform),
        definition(service, platform, name === TENANT_SERVICE ? tenantGraph(platform) : INSTANCE_GRAPH),
      ]),
    },
    { path: `definitions/${name}.policy.yaml`, text: generatedYaml(from, policy(service, platform)) },
  ];
}

/** The generated files that are missing or differ from what they should be, and those that nothing generates any more. */
async function staleFiles(root: string, platform: Platform): Promise<{ stale: Generated[]; left: string[] }> {
  const files = await generatedFiles(root, platform);
  const [texts, left] = await Promise.all([
    Promise.all(files.map(({ path }) => readFile(join(root, path), "utf8").catch(() => null))),
    leftOver(
      root,
      files.map(({ path }) => path),
    ),
  ]);
  return { stale: files.filter(({ text }, place) => texts[place] !== text), left };
}

/** The same as problems, for the checks. */
export async function problemsOfGenerated(root: string, platform: Platform): Promise<SchemaProblem[]> {
  const { stale, left } = await staleFiles(root, platform);
  return [
    ...stale.map(({ path }) => ({
      file: path,
      pointer: "",
      message: "The file is not what would be generated now.",
      fix: "Run `make definitions` and commit what it writes.",
    })),
    ...left.map((path) => ({
      file: path,
      pointer: "",
      message: "The file says that it is generated, but what it was generated from is gone.",
      fix: "Run `make definitions`, which takes it away, and commit that.",
    })),
  ];
}

/**
 * `make definitions`: writes what is generated from platform.yaml and the schemas, takes away what was generated from
 * something that is gone, and says which files changed and which child of a composite is refused.
 * With `--check` it writes nothing and fails when a file differs.
 */
export async function definitions(root: string, words: readonly string[]): Promise<number> {
  const { platform, problems } = await readPlatform(root);
  if (platform === null) {
    process.stderr.write(report(problems));
    return 2;
  }
  const check = words.includes("--check");
  const { stale, left } = await staleFiles(root, platform);
  for (const { path, text } of stale) {
    if (!check) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    process.stderr.write(check ? `✕ ${path} is not what would be generated now.\n` : `wrote ${path}\n`);
  }
  for (const path of left) {
    if (!check) await rm(join(root, path));
    process.stderr.write(check ? `✕ ${path} is generated from something that is gone.\n` : `removed ${path}\n`);
  }
  // A child that can't be written in is as much a fault as a file that differs.
  const composites = await composedCharts(root, await readCharts(root));
  const refused = composites.flatMap(({ problems: found }) => found);
  process.stderr.write(report(refused));
  if (refused.length > 0) return 1;
  const differs = stale.length + left.length > 0;
  if (check && differs) process.stderr.write("Run `make definitions` and commit what it does.\n");
  return check && differs ? 1 : 0;
}
