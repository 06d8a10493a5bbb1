import type { SchemaProblem } from "@/lib/domain/schema-problem";
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
    ...gateSchema(schema, `charts/${name}/values.schema.json`, dependencies),
    ...(readable ? gateDefaults(schema, values, valuesFile, dependencies) : []),
  ];
}
