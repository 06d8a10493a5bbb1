import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import { findHelm } from "@/lib/helm/find-helm";
import { openWorkspace, type Workspace } from "@/lib/helm/workspace";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Long enough to fetch Helm once on a machine that has none. */
export const FETCHING_HELM = 600_000;

/** Opens a workspace over a repository's charts with the Helm that the make targets use. */
export async function openCharts(root = ROOT): Promise<Workspace> {
  return await openWorkspace(root, await findHelm({ env: process.env }), process.env.PATH);
}

/** The charts that render something by themselves. */
export function applications(workspace: Workspace): ChartFolder[] {
  return workspace.charts.filter(({ library }) => !library);
}

/** A chart by name; a test that asks for one that isn't there fails. */
export function chartNamed(workspace: Workspace, name: string): ChartFolder {
  const chart = workspace.charts.find((one) => one.name === name);
  if (!chart) throw new Error(`no chart ${name}`);
  return chart;
}

/** The values of a chart's case: `everything`, `minimal`. */
export function caseOf(chart: ChartFolder, name: string): JsonObject {
  const found = chart.cases.find(({ file }) => file.endsWith(`/${name}.yaml`));
  if (!found) throw new Error(`${chart.name} has no case ${name}`);
  return found.values;
}

/** Every document of a rendering as Go's YAML 1.1 parsers read it. A broken document fails the test. */
export function documents(manifests: string): JsonObject[] {
  return parseAllDocuments(manifests, { version: "1.1" }).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const value: unknown = document.toJS();
    // A YAML document without tags holds JSON.
    return value === null ? [] : [value as JsonObject];
  });
}

/** Renders a chart with values; a chart that can't be rendered fails the test with Helm's words. */
export async function render(workspace: Workspace, chart: string, values: JsonObject): Promise<JsonObject[]> {
  const file = await workspace.valuesFile(values);
  const ran = await workspace.helm(["template", `x-${chart}`, chart, "--namespace=acme", `--values=${file}`]);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return documents(ran.stdout);
}

/** The value at a path of keys; undefined when something on the way is missing. */
export function at(value: JsonValue | undefined, ...keys: (string | number)[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((inside, key) => {
    if (Array.isArray(inside) && typeof key === "number") return inside[key];
    return isObject(inside) && typeof key === "string" ? inside[key] : undefined;
  }, value);
}

/** A string or number as text; anything else is the empty text, which no expectation wants. */
export function word(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
