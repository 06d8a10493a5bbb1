import { lintChart, type Rendering, renderCase } from "@/lib/helm/check";
import { composedCharts } from "../composites";
import { problemsOfGenerated } from "../definitions";
import { problemsOfChart, problemsOfKinds } from "./chart-rules";
import { problemsOfVersions } from "./raised-versions";
import { type ChartCheck, type Check, checkCharts, inPairs } from "./with-charts";

/** `helm lint --strict`, our own rules for schemas and defaults, generated files, and raised versions. */
const lint: Check = {
  name: "lint",
  find: async ({ root, workspace, charts, platform }) => [
    ...workspace.charts.flatMap((chart) => problemsOfChart(chart, platform)),
    ...(await composedCharts(root, workspace.charts)).flatMap(({ problems }) => problems),
    ...(await problemsOfKinds(root)),
    ...(await problemsOfGenerated(root, platform)),
    ...(await inPairs(charts, (chart) => lintChart(workspace, chart))).flat(),
    ...(await problemsOfVersions(root, workspace.charts, {
      branch: platform.branch,
      base: process.env.BASE,
      note: (line) => process.stderr.write(`${line}\n`),
    })),
  ],
};

/** Every case of every chart against the chart's schema, by Helm itself, and the schemas against ours. */
const validate: Check = {
  name: "validate",
  find: async ({ workspace, charts, platform }) => {
    const found = await renderAll({ workspace, charts, platform });
    return [
      ...workspace.charts.flatMap((chart) => problemsOfChart(chart, platform)),
      // What a template does wrong is for `template` to say.
      ...found.flatMap(({ problems }) => problems).filter(({ file }) => !file.includes("/templates/")),
    ];
  },
};

/** Renders every case of every chart; `print` writes the manifests to standard output. */
function template(print: boolean): Check {
  return {
    name: "template",
    find: async ({ workspace, charts, platform }) => {
      const rendered = await renderAll({ workspace, charts, platform });
      if (print)
        for (const { file, manifests } of rendered)
          if (manifests !== "") process.stdout.write(`# ${file}\n${manifests}`);
      return rendered.flatMap(({ problems }) => problems);
    },
  };
}

/** Each case of each chart that renders something by itself. */
async function renderAll({ workspace, charts, platform }: Omit<ChartCheck, "root">): Promise<Rendering[]> {
  const cases = charts.filter(({ library }) => !library).flatMap((chart) => chart.cases.map((one) => ({ chart, one })));
  return await inPairs(cases, ({ chart, one }) => renderCase(workspace, chart, one, platform.controlNamespace));
}

/** `make lint`. Exit code: 0 fine, 1 problems, 2 could not run. */
export const lintCharts = (root: string) => checkCharts(root, [lint]);

/** `make template`: prints what each chart renders to. Exit code as for lint. */
export const templateCharts = (root: string) => checkCharts(root, [template(true)]);

/** `make validate`. Exit code as for lint. */
export const validateCharts = (root: string) => checkCharts(root, [validate]);

/** `make all`: every check. Exit code as for lint. */
export const checkAllCharts = (root: string) => checkCharts(root, [lint, template(false), validate]);
