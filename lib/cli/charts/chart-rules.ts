import { readCatalog } from "@/lib/catalog/read-catalog";
import { FENCES, renderedKinds } from "@/lib/compile/rendered-kinds";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { isInstanceService } from "@/lib/domain/service";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import { gateSchema } from "@/lib/schema/gate";
import { gateDefaults } from "@/lib/schema/gate-defaults";
import { gateOptionNamespaces } from "@/lib/schema/gate-hints";

/**
 * What is wrong with a chart that Helm would not say: a schema that means different things to the form, Helm and
 * Kubernetes, and defaults that differ between schema and values.yaml.
 * In: the chart and the platform. Out: every problem, those of reading it first.
 */
export function problemsOfChart(
  { name, schema, values, dependencies, problems }: ChartFolder,
  { optionNamespaces = [] }: Pick<Platform, "optionNamespaces">,
): SchemaProblem[] {
  if (schema === null) return problems;
  const valuesFile = `charts/${name}/values.yaml`;
  const readable = problems.every(({ file }) => file !== valuesFile);
  return [
    ...problems,
    ...problemsOfNames(schema, name),
    ...gateSchema(schema, `charts/${name}/values.schema.json`, dependencies),
    ...gateOptionNamespaces(schema, optionNamespaces).map((problem) => ({
      file: `charts/${name}/values.schema.json`,
      ...problem,
    })),
    ...(readable ? gateDefaults(schema, values, valuesFile, dependencies) : []),
  ];
}

/** Every service has a name and every instance a tenant: without them the catalogue offers no chart. */
function problemsOfNames(schema: JsonObject, name: string): SchemaProblem[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return ["name", ...(isInstanceService({ name }) ? ["tenant"] : [])]
    .filter((field) => !isObject(properties[field]))
    .map((field) => ({
      file: `charts/${name}/values.schema.json`,
      pointer: `/properties/${field}`,
      message: `The property ${field} is missing.`,
      fix: "Add it as a text: every service has a name, and every instance a tenant.",
    }));
}

/**
 * Charts that render kinds which no release may be given the right to: unknown ones, and those that fence tenants in.
 * In: the repository's root. Out: a problem for each kind and chart.
 */
export async function problemsOfKinds(root: string): Promise<SchemaProblem[]> {
  const { services, platform } = await readCatalog(root);
  return services.flatMap((service) => {
    const { name, schema, objects } = service;
    const fences = isInstanceService(service) ? [...new Set(objects.map(({ kind }) => kind))].filter(isFence) : [];
    return [
      ...renderedKinds(objects, schema, platform).problems.map((problem) => ({
        file: `charts/${name}/values.schema.json`,
        ...problem,
      })),
      ...fences.map((kind) => ({
        file: `charts/${name}/templates`,
        pointer: "",
        message: `The chart renders the kind ${kind}, with which a tenant is fenced in: its releases have no right to it.`,
        fix: "Leave it to charts/tenant.",
      })),
    ];
  });
}

function isFence(kind: string): boolean {
  return FENCES.includes(kind);
}
