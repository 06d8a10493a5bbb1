import type { ChartObject } from "@/lib/domain/chart-object";
import { objectsIn } from "./objects";
import { type Node, parseTemplate } from "./parse";
import { known, type Symbol, unknown } from "./symbol";
import { walkTemplate } from "./walk";

/** A chart's templates as they lie in its folder, and what templates may ask of the chart itself. */
export interface ChartTemplates {
  name: string;
  version: string;
  /** The text of each file that makes objects, by its path; Helm reads them in that order. */
  templates: readonly { file: string; text: string }[];
  /** The texts of all files that define named templates, those of the charts that it depends on first. */
  helpers: readonly string[];
}

/**
 * Every object that a chart's templates can render, read from their text: the catalogue must not need Helm. Templates
 * are followed for any values at once, so an object carries its conditions and its name has blanks
 * (`lib/domain/chart-object.ts` fills them in). What can't be told is a condition that nobody knows, or the release's name.
 */
export function chartObjects({ name, version, templates, helpers }: ChartTemplates): ChartObject[] {
  const defines = new Map<string, Node[]>();
  const parsed = templates.map(({ text }) => parseTemplate(text));
  for (const nodes of [...helpers.map(parseTemplate), ...parsed]) collect(nodes, defines);
  const root = rootOf(name, version);
  return parsed.flatMap((nodes) => objectsIn(walkTemplate(nodes, { defines }, root)));
}

function collect(nodes: readonly Node[], defines: Map<string, Node[]>): void {
  for (const node of nodes) if (node.at === "define") defines.set(node.name, node.body);
}

/** What `.` is at the top of a template. */
function rootOf(name: string, version: string): Symbol {
  const map = (entries: Record<string, Symbol>): Symbol => ({ is: "map", entries: new Map(Object.entries(entries)) });
  return map({
    Values: { is: "value", path: [] },
    Release: map({
      Name: { is: "text", text: "<release>" },
      Namespace: { is: "text", text: "<namespace>" },
      Service: known("Helm"),
      IsInstall: unknown("an install"),
      IsUpgrade: unknown("an upgrade"),
      Revision: unknown("a revision"),
    }),
    Chart: map({ Name: known(name), Version: known(version), AppVersion: unknown("the app's version") }),
    Capabilities: unknown("the cluster's abilities"),
    Files: unknown("the chart's files"),
    Template: unknown("the template's name"),
  });
}
