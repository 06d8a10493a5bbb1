import { chartFolders, readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { argocdBootstrap } from "@/lib/compile/argocd/bootstrap";
import { softwareTemplates } from "@/lib/compile/backstage/software-templates";
import { clusterRoles } from "@/lib/compile/cluster-roles";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { type DeployersInput, deployers } from "@/lib/compile/deployers";
import { platformTemplate } from "@/lib/compile/platform-template";
import { policy } from "@/lib/compile/policy";
import { portalReads, portalRights, type ServiceReads } from "@/lib/compile/portal-rights";
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
import { isInstanceService, type Service, TENANT_SERVICE } from "@/lib/domain/service";
import { type ChartFolder, readChartFolder } from "@/lib/helm/chart-folder";
import { type ComposedChart, composedCharts } from "./composites";

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
    ...clusterFiles(services, platform).map(({ path, from, objects }) => ({
      path,
      text: generatedYaml(from, objects),
    })),
    ...releasesFiles(platform).map(({ path, text }) => ({ path: `deploy/releases/${path}`, text })),
    ...composites.map(({ name, text }) => ({ path: `charts/${name}/values.schema.json`, text })),
    ...charts.flatMap(({ name, schema }) =>
      schema ? [{ path: `charts/${name}/values.yaml`, text: valuesFile(schema) }] : [],
    ),
    ...softwareTemplates(services, platform),
  ];
}

const CHARTS = "charts/ and platform.yaml";

/** Objects for the cluster, the file that they are written to, and what they are made from. */
export interface ClusterFile {
  /** Relative to the repository's root. */
  path: string;
  from: string;
  objects: JsonObject[];
}

/**
 * Everything that a cluster is given: what lies under definitions/, which Argo CD keeps there, its own bootstrap, and
 * the portal's rights.
 * In: all services, and the platform. Out: the files, in the order in which they can be applied.
 */
export function clusterFiles(services: readonly Service[], platform: Platform): ClusterFile[] {
  const definitions: ClusterFile[] = [
    { path: "definitions/gitrepository.yaml", from: "platform.yaml", objects: [gitRepository(platform)] },
    { path: "definitions/secret-fence.yaml", from: "platform.yaml", objects: secretFence(platform) },
    { path: "definitions/cluster-roles.yaml", from: CHARTS, objects: clusterRoles(told(services), platform) },
    { path: "definitions/deployers.yaml", from: CHARTS, objects: deployers(rendered(services, platform), platform) },
    {
      path: "definitions/portal-reads.yaml",
      from: CHARTS,
      objects: portalReads(
        services.map((service) => readsOf(service, platform)),
        platform,
      ),
    },
    ...services.flatMap((service) => definitionFiles(service, services, platform)),
  ];
  const bootstrap = argocdBootstrap(
    { kinds: services.map(({ kind }) => kind), definitions: definitions.flatMap(({ objects }) => objects) },
    platform,
  );
  return [
    ...definitions,
    { path: "deploy/portal/rights.yaml", from: "platform.yaml", objects: portalRights(platform) },
    ...bootstrap.map(({ name, objects }) => ({ path: `deploy/argocd/${name}`, from: CHARTS, objects })),
  ];
}

/** What charts may render besides Kubernetes' own kinds. */
function told(services: readonly Service[]): Resource[] {
  return services.flatMap(({ schema }) => resourcesTold(schema));
}

export async function readCharts(root: string): Promise<ChartFolder[]> {
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

/** What the portal reads for one service's sake. */
function readsOf({ name, objects, schema }: Service, platform: Platform): ServiceReads {
  return {
    service: name,
    resources: [...renderedKinds(objects, schema, platform).resources, ...resourcesTold(schema)],
  };
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
): ClusterFile[] {
  const from = `charts/${name} and platform.yaml`;
  const { health } = renderedKinds(objects, schema, platform);
  const [suffix, layers] = [longestSuffix(name, services), levelsBelow(name, services)];
  const service = { name, kind, title, values: apiTypes(schema), health, suffix, layers };
  return [
    {
      path: `definitions/${name}.yaml`,
      from,
      objects: [
        helmChart(name, platform),
        definition(service, platform, name === TENANT_SERVICE ? tenantGraph(platform) : INSTANCE_GRAPH),
      ],
    },
    { path: `definitions/${name}.policy.yaml`, from, objects: policy(service, platform) },
  ];
}
