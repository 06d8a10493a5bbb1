import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { inWords, isInstanceService, kindOf, type Service } from "@/lib/domain/service";
import { parseSchema } from "@/lib/schema/parse";
import { readTemplates } from "./read-templates";
import { chartObjects } from "./templates/chart-objects";

const chartFile = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string().default(""),
  type: z.string().default("application"),
  keywords: z.array(z.string()).default([]),
  dependencies: z
    .array(z.object({ repository: z.string().optional() }))
    .catch([])
    .default([]),
});

/** A chart as a service, or what keeps it from being one. Neither: it is a library, or has no schema to ask for values with. */
export interface ChartReading {
  service: Service | null;
  problems: SchemaProblem[];
}

/**
 * Reads one chart of a platform repository's working tree.
 * In: the repository's root and the chart's folder name below `charts/`. Out: the service, or every problem at once.
 */
export async function readChart(root: string, folder: string): Promise<ChartReading> {
  const read = (name: string) => textOf(join(root, "charts", folder, name));
  const [chartText, schemaText, icon] = await Promise.all([
    read("Chart.yaml"),
    read("values.schema.json"),
    read("icon.svg"),
  ]);
  if (chartText === null) return { service: null, problems: [] };
  const at = (file: string, pointer: string, message: string, fix: string): ChartReading => ({
    service: null,
    problems: [{ file: `charts/${folder}/${file}`, pointer, message, fix }],
  });

  const document = parseDocument(chartText);
  const chart = chartFile.safeParse(document.errors.length === 0 ? document.toJS() : null);
  if (!chart.success)
    return at("Chart.yaml", "", "It is not a chart's description.", "Give it a name, a version and a type.");
  if (chart.data.type !== "application" || schemaText === null) return { service: null, problems: [] };
  if (chart.data.name !== folder)
    return at(
      "Chart.yaml",
      "/name",
      `The chart is called ${chart.data.name} but lies in ${folder}.`,
      "Make them equal.",
    );

  const { schema, problems } = parseSchema(schemaText, `charts/${folder}/values.schema.json`);
  // Whatever else is wrong with a schema that can be drawn is for `make lint` to say.
  if (schema === null) return { service: null, problems };
  const place = ["name", ...(isInstanceService({ name: folder }) ? ["tenant"] : [])];
  const missing = place.filter((field) => !isObject(schema.properties) || !isObject(schema.properties[field]));
  if (missing.length > 0)
    return at(
      "values.schema.json",
      "/properties",
      `The property ${missing.join(" and ")} is missing.`,
      "Add it: every service has a name, and every instance a tenant.",
    );
  const templates = await readTemplates(join(root, "charts", folder), chart.data.dependencies);
  return {
    service: {
      name: folder,
      kind: kindOf(folder),
      title: titleOf(schema, folder),
      description: stringAt(schema, "description") ?? chart.data.description,
      icon: icon !== null && isPlainDrawing(icon) ? icon : null,
      tags: chart.data.keywords,
      chartVersion: chart.data.version,
      schema: requiring(schema, place),
      schemaHash: createHash("sha256").update(schemaText).digest("hex"),
      objects: chartObjects({ name: folder, version: chart.data.version, ...templates }),
    },
    problems: [],
  };
}

/** The schema with these properties required: without them nothing has a path, whatever a foreign chart says. */
function requiring(schema: JsonObject, names: readonly string[]): JsonObject {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const more = names.filter((name) => !required.includes(name));
  return more.length === 0 ? schema : { ...schema, required: [...required, ...more] };
}

/** True when an SVG holds shapes and nothing that runs, loads or restyles: pages show it inline. */
export function isPlainDrawing(svg: string): boolean {
  return (
    /^\s*<svg[\s>]/.test(svg) && !/<(script|style|foreignObject|image|use|a)[\s>]|\son\w+\s*=|href\s*=|url\(/i.test(svg)
  );
}

/** Titles that tools and templates give to every chart's schema: as a card's heading they say nothing. */
const EMPTY_TITLE = /^(helm )?(chart )?(values|schema|values[ ._-]*schema|values\.ya?ml)$/i;

/** The schema's title, or where that says nothing the chart's name in words. */
function titleOf(schema: JsonObject, folder: string): string {
  const title = stringAt(schema, "title");
  return title === null || EMPTY_TITLE.test(title) ? inWords(folder) : title;
}

function stringAt(schema: JsonObject, key: string): string | null {
  const value = schema[key];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

async function textOf(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
