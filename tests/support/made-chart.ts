import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { valuesFile } from "@/lib/compile/values-file";
import type { JsonObject } from "@/lib/domain/json";

/** Writes a chart that has a schema, its defaults, and no template. In: a folder to put it into. Out: the chart's folder. */
export async function madeChart(home: string, name: string, schema: JsonObject): Promise<string> {
  const chart = join(home, name);
  await mkdir(join(chart, "templates"), { recursive: true });
  await writeFile(join(chart, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
  await writeFile(join(chart, "values.schema.json"), JSON.stringify(schema));
  await writeFile(join(chart, "values.yaml"), valuesFile(schema));
  return chart;
}
