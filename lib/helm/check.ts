import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder, ValuesCase } from "./chart-folder";
import { problemsOfHelm } from "./helm-messages";
import type { Workspace } from "./workspace";

/** What one case of a chart renders to, or why it does not. */
export interface Rendering {
  chart: string;
  /** The file of values: `charts/postgres/ci/everything.yaml`. */
  file: string;
  /** YAML documents; empty when there are problems. */
  manifests: string;
  problems: SchemaProblem[];
}

/**
 * Lints one chart with `helm lint --strict`, once for each of its cases. Out: every problem, some of them once a case.
 */
export async function lintChart(workspace: Workspace, chart: ChartFolder): Promise<SchemaProblem[]> {
  const problems = await Promise.all(
    chart.cases.map(async ({ file, values }) => {
      const stated = await workspace.valuesFile(values);
      const ran = await workspace.helm(["lint", "--strict", chart.name, "--values", stated]);
      return ran.code === 0 ? [] : problemsOfHelm(chart, file, withoutHints(`${ran.stdout}\n${ran.stderr}`));
    }),
  );
  return problems.flat();
}

/**
 * Renders one case of a chart as its release would be: `<name>-<service>` in the tenant's namespace.
 * In: the control namespace, where a tenant's own release lives.
 */
export async function renderCase(
  workspace: Workspace,
  chart: ChartFolder,
  { file, values }: ValuesCase,
  controlNamespace: string,
): Promise<Rendering> {
  const name = typeof values.name === "string" ? values.name : "example";
  const namespace = typeof values.tenant === "string" ? values.tenant : controlNamespace;
  const stated = await workspace.valuesFile(values);
  // Joined by `=` so that no value can be read as another flag.
  const ran = await workspace.helm([
    "template",
    `${name}-${chart.name}`,
    chart.name,
    `--namespace=${namespace}`,
    `--values=${stated}`,
  ]);
  return ran.code === 0
    ? { chart: chart.name, file, manifests: ran.stdout, problems: [] }
    : { chart: chart.name, file, manifests: "", problems: problemsOfHelm(chart, file, ran.stderr) };
}

/** Lines about a chart that is fine, and Helm's sum at the end, are no problems. */
function withoutHints(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^(==>|\[INFO\]|Error: \d+ chart|\d+ chart|Use --debug)/.test(line))
    .join("\n");
}
