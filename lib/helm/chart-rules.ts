import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder } from "./chart-folder";
import { problemsOfDefaults } from "./rules/default-rules";
import { problemsOfSchema } from "./rules/schema-rules";

/**
 * What is wrong with a chart that Helm would not say: a schema that means different things to the form, Helm and
 * Kubernetes, and defaults that differ between schema and values.yaml.
 * In: the chart. Out: every problem, those of reading it first.
 */
export function problemsOfChart(chart: ChartFolder): SchemaProblem[] {
  const { schema, values, dependencies, name } = chart;
  if (schema === null) return chart.problems;
  const broken = new Set(chart.problems.map(({ file }) => file));
  const valuesFile = `charts/${name}/values.yaml`;
  return [
    ...chart.problems,
    ...problemsOfSchema(schema, dependencies).map((problem) => ({
      file: `charts/${name}/values.schema.json`,
      ...problem,
    })),
    ...(broken.has(valuesFile) ? [] : problemsOfDefaults(schema, values, dependencies)).map((problem) => ({
      file: valuesFile,
      ...problem,
    })),
  ];
}
