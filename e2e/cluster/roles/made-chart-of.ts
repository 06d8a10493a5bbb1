import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../api/objects";

/** Writes a chart that renders one object. In: a folder to put it into. Out: the chart's folder. */
export async function madeChartOf(home: string, name: string, object: Manifest): Promise<string> {
  const chart = join(home, `chart-${name}`);
  await mkdir(join(chart, "templates"), { recursive: true });
  await writeFile(join(chart, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
  // JSON is YAML.
  await writeFile(join(chart, "templates", "object.yaml"), JSON.stringify(object));
  return chart;
}
