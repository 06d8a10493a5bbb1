import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@/lib/domain/json";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import type { Ran } from "@/lib/helm/run";
import type { Workspace } from "@/lib/helm/workspace";

/** Renders many values of one chart in one run: a parent that has the chart once for each, under the names c0, c1, … */
export async function renderMany(
  workspace: Workspace,
  chart: ChartFolder,
  values: JsonObject[],
  flags: string[] = [],
): Promise<Ran> {
  const parent = await mkdtemp(join(tmpdir(), "many-"));
  const built = join(
    (await workspace.helm(["env"])).stdout.match(/HELM_CACHE_HOME="(.*)"/)?.[1] ?? "",
    "..",
    "charts",
    chart.name,
  );
  await mkdir(join(parent, "charts"));
  await cp(built, join(parent, "charts", chart.name), { recursive: true });
  const dependencies = values.map((_, index) => ({
    name: chart.name,
    version: chart.version,
    repository: "",
    alias: `c${index}`,
  }));
  await writeFile(
    join(parent, "Chart.yaml"),
    JSON.stringify({ apiVersion: "v2", name: "parent", version: "1.0.0", dependencies }),
  );
  await writeFile(
    join(parent, "values.yaml"),
    JSON.stringify(Object.fromEntries(values.map((one, index) => [`c${index}`, one]))),
  );
  const ran = await workspace.helm(["template", "release", parent, "--namespace=acme", ...flags]);
  await rm(parent, { recursive: true, force: true });
  return ran;
}

/** The rendered documents by index of the values, sorted by text, with the alias taken out of them. */
export function rendered(ran: Ran): string[][] {
  if (ran.code !== 0) throw new Error(ran.stderr.slice(0, 2000));
  const byIndex: string[][] = [];
  for (const part of ran.stdout.split(/^---\n(?=# Source: parent\/charts\/c\d+\/)/m).filter(Boolean)) {
    const [, alias = "", index = "", file = ""] = /^# Source: parent\/charts\/(c(\d+))\/(.*)\n/.exec(part) ?? [];
    if (alias === "") throw new Error(`not from a chart: ${part.slice(0, 200)}`);
    const text = part
      .replaceAll(`"${alias}"`, '"alias"')
      .replaceAll(`"${alias}-`, '"alias-')
      .replace(/^# Source.*\n/, `# ${file}\n`);
    (byIndex[Number(index)] ??= []).push(text);
  }
  return byIndex.map((texts) => texts.sort(byHead));
}

/** By template, kind and name: the order of one chart's documents among another's is Helm's own business. */
function byHead(a: string, b: string): number {
  const head = (text: string) => text.split("\n").slice(0, 6).join("\n");
  return head(a) < head(b) ? -1 : head(a) > head(b) ? 1 : 0;
}
