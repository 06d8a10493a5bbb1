import { isObject, type JsonObject } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { isInstanceService } from "@/lib/domain/service";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import { gateSchema } from "@/lib/schema/gate";
import { gateDefaults } from "@/lib/schema/gate-defaults";

/**
 * What is wrong with a chart that Helm would not say: a schema that means different things to the form, Helm and
 * Kubernetes, and defaults that differ between schema and values.yaml.
 * In: the chart. Out: every problem, those of reading it first.
 */
export function problemsOfChart({ name, schema, values, dependencies, problems }: ChartFolder): SchemaProblem[] {
  if (schema === null) return problems;
  const valuesFile = `charts/${name}/values.yaml`;
  const readable = problems.every(({ file }) => file !== valuesFile);
  return [
    ...problems,
    ...problemsOfNames(schema, name),
    ...gateSchema(schema, `charts/${name}/values.schema.json`, dependencies),
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
