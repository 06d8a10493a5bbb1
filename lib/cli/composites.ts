import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { composite, isComposite } from "@/lib/compile/composite";
import { compositeText } from "@/lib/compile/composite-text";
import type { JsonObject } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder } from "@/lib/helm/chart-folder";

/** The schema of a chart that names children, as it should be. */
export interface ComposedChart {
  name: string;
  schema: JsonObject;
  /** Its schema file as it should be. */
  text: string;
  problems: SchemaProblem[];
}

/**
 * Every composite with its children's values written into its schema.
 * In: the repository's root and its charts. Out: nothing is written.
 */
export async function composedCharts(
  root: string,
  charts: readonly Pick<ChartFolder, "name" | "schema">[],
): Promise<ComposedChart[]> {
  const services = charts.flatMap(({ name, schema }) => (schema ? [{ name, schema }] : []));
  return await Promise.all(
    services
      .filter(({ schema }) => isComposite(schema))
      .map(async ({ name }) => {
        const file = `charts/${name}/values.schema.json`;
        const { schema, problems } = composite(name, services);
        const text = compositeText(await readFile(join(root, file), "utf8"), schema);
        return { name, schema, text, problems: problems.map((problem) => ({ file, ...problem })) };
      }),
  );
}
