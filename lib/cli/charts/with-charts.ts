import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePlatform } from "@/lib/catalog/platform";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import { findHelm, HelmUnavailable } from "@/lib/helm/find-helm";
import { openWorkspace, type Workspace } from "@/lib/helm/workspace";
import { report, summary } from "./report";

/** What a check of charts is given. */
export interface ChartCheck {
  root: string;
  platform: Platform;
  workspace: Workspace;
  /** Every chart whose dependencies could be built. */
  charts: ChartFolder[];
}

/** A named check; it answers every problem that it found. */
export interface Check {
  /** For the closing line: "lint". */
  name: string;
  find: (check: ChartCheck) => Promise<SchemaProblem[]>;
}

/**
 * Runs checks over every chart, all of them even when one finds problems.
 * In: the repository's root and the checks. Out: the exit code: 0 fine, 1 problems, 2 the checks could not run.
 */
export async function checkCharts(root: string, checks: Check[]): Promise<number> {
  const { platform, problems } = await readPlatform(root);
  if (platform === null) {
    process.stderr.write(report(problems));
    return 2;
  }
  let workspace: Workspace;
  try {
    const helm = await findHelm({ env: process.env, report: (line) => process.stderr.write(`${line}\n`) });
    workspace = await openWorkspace(root, helm, process.env.PATH);
  } catch (error) {
    if (!(error instanceof HelmUnavailable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  try {
    return await runAll(checks, { root, platform, workspace, charts: buildable(workspace) });
  } finally {
    await workspace.close();
  }
}

async function runAll(checks: Check[], check: ChartCheck): Promise<number> {
  const count = check.workspace.charts.length;
  let failed = false;
  for (const { name, find } of checks) {
    const problems = unique([...check.workspace.problems, ...(await find(check))]);
    process.stderr.write(`${report(problems)}${summary(name, count, problems)}\n`);
    failed ||= problems.length > 0;
  }
  return failed ? 1 : 0;
}

/** What every case of a chart meets is said once. */
function unique(problems: SchemaProblem[]): SchemaProblem[] {
  return [...new Map(problems.map((one) => [`${one.file} ${one.pointer} ${one.message}`, one])).values()];
}

function buildable(workspace: Workspace): ChartFolder[] {
  return workspace.charts.filter((chart) => workspace.built.has(chart.name));
}

/** Reads and parses platform.yaml. In: the repository's root. */
export async function readPlatform(root: string): Promise<{ platform: Platform | null; problems: SchemaProblem[] }> {
  const text = await readFile(join(root, "platform.yaml"), "utf8").catch(() => null);
  if (text !== null) return parsePlatform(text);
  const problem = { pointer: "", message: "There is no platform.yaml.", fix: "Bring it back: it names the platform." };
  return { platform: null, problems: [{ file: "platform.yaml", ...problem }] };
}

/** Runs `work` over `items`, two at a time: more would only wait for the same processors. Keeps the order. */
export async function inPairs<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += 2) results.push(...(await Promise.all(items.slice(at, at + 2).map(work))));
  return results;
}
