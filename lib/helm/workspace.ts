import "server-only";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { JsonObject } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { type ChartFolder, readChartFolder } from "./chart-folder";
import type { Helm } from "./find-helm";
import { problemsOfHelm } from "./helm-messages";
import { isolatedHelm, type RunHelm } from "./isolated";

/** A copy of charts/ with every chart's dependencies built, so that checking never writes into the tree. */
export interface Workspace {
  /** Where the copy is: a chart's folder there has its dependencies in it. */
  folder: string;
  charts: ChartFolder[];
  /** Charts whose dependencies could not be built; they are not in `built`. */
  problems: SchemaProblem[];
  built: Set<string>;
  /** Runs Helm in the folder that holds the charts: `postgres` is a chart's path there. */
  helm: RunHelm;
  /** Writes values into a file that Helm can read, and says where. */
  valuesFile(values: JsonObject): Promise<string>;
  close(): Promise<void>;
}

/**
 * Copies charts/ below a temporary folder and builds every chart's dependencies there.
 * In: the repository's root, Helm, and the PATH that Helm may look for plugins' programs in.
 * Out: the workspace; the caller closes it.
 */
export async function openWorkspace(root: string, helm: Helm, path: string | undefined): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), "charts-"));
  const copy = join(home, "charts");
  await cp(join(root, "charts"), copy, { recursive: true, filter: (source) => !isBuilt(source) });
  await mkdir(join(home, "values"));
  const folders = (await readdir(copy, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const charts = await Promise.all(folders.map(({ name }) => readChartFolder(root, name)));
  charts.sort((a, b) => (a.name < b.name ? -1 : 1));

  const runHelm = isolatedHelm(helm, home, copy, path);
  let files = 0;
  const workspace: Workspace = {
    folder: copy,
    charts,
    problems: [],
    built: new Set(),
    helm: runHelm,
    async valuesFile(values) {
      const file = join(home, "values", `${files++}.yaml`);
      // JSON is YAML, and it needs no quoting rules; but what YAML's readers refuse, or take for a line break, must be escaped.
      await writeFile(file, JSON.stringify(values).replaceAll(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, escaped));
      return file;
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
  for (const chart of charts) await build(workspace, chart);
  return workspace;
}

async function build(workspace: Workspace, chart: ChartFolder): Promise<void> {
  if (chart.dependencies.length > 0) {
    const ran = await workspace.helm(["dependency", "build", chart.name, "--skip-refresh"]);
    if (ran.code !== 0) {
      const file = `charts/${chart.name}/Chart.yaml`;
      const problems = problemsOfHelm(chart, file, ran.stderr);
      workspace.problems.push(...problems.map((problem) => ({ ...problem, file, pointer: "/dependencies" })));
      return;
    }
  }
  workspace.built.add(chart.name);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What `helm dependency build` leaves in a chart. */
function isBuilt(path: string): boolean {
  return (
    basename(path) === "Chart.lock" || (basename(path) === "charts" && basename(join(path, "..", "..")) === "charts")
  );
}
