import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";

/** One set of values that a chart is checked with. */
export interface ValuesCase {
  /** Relative to the repository: `charts/postgres/ci/everything.yaml`; values.yaml when the chart brings no case. */
  file: string;
  values: JsonObject;
}

/** A chart as it lies in charts/, as far as it could be read. */
export interface ChartFolder {
  /** The folder's name. */
  name: string;
  version: string;
  library: boolean;
  dependencies: string[];
  /** Null when the chart has none, or none that could be read. */
  schema: JsonObject | null;
  values: JsonObject;
  cases: ValuesCase[];
  /** What kept a part of it from being read. */
  problems: SchemaProblem[];
}

/**
 * Reads a chart's own files, without Helm. In: the repository's root and the folder's name below charts/.
 * Out: the chart, with a problem for each file that can't be used.
 */
export async function readChartFolder(root: string, name: string): Promise<ChartFolder> {
  const problems: SchemaProblem[] = [];
  const base = `charts/${name}`;
  const load = async (file: string, parse: (text: string) => JsonValue): Promise<JsonObject | null> => {
    const text = await readFile(join(root, base, file), "utf8").catch(() => null);
    if (text === null) return null;
    try {
      const value = parse(text) ?? {};
      if (isObject(value)) return value;
      problems.push({
        file: `${base}/${file}`,
        pointer: "",
        message: "It is not an object.",
        fix: "Write keys and values.",
      });
    } catch (error) {
      const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      problems.push({ file: `${base}/${file}`, pointer: "", message, fix: "Correct the file at that place." });
    }
    return null;
  };

  const chart = (await load("Chart.yaml", parseYaml)) ?? {};
  if (typeof chart.name === "string" && chart.name !== name)
    problems.push({
      file: `${base}/Chart.yaml`,
      pointer: "/name",
      message: `The chart is called ${chart.name} but lies in ${name}.`,
      fix: "Make them equal: releases are called after the folder.",
    });
  const schema = await load("values.schema.json", (text) => JSON.parse(text) as JsonValue); // JSON.parse gives JSON
  if (schema === null && chart.type !== "library" && problems.every(({ file }) => !file.endsWith(".schema.json")))
    problems.push({
      file: `${base}/values.schema.json`,
      pointer: "",
      message: "The chart has no schema, so its values can be neither asked for nor checked.",
      fix: "Describe its values in draft-07, or make it a library.",
    });
  const values = (await load("values.yaml", parseYaml)) ?? {};
  const files = (await readdir(join(root, base, "ci")).catch(() => [])).filter((file) => /\.ya?ml$/.test(file)).sort();
  const read = await Promise.all(
    files.map(async (file) => ({ file: `${base}/ci/${file}`, values: await load(`ci/${file}`, parseYaml) })),
  );
  const cases = read.flatMap(({ file, values: stated }) => (stated ? [{ file, values: stated }] : []));
  return {
    name,
    version: typeof chart.version === "string" ? chart.version : "",
    library: chart.type === "library",
    dependencies: dependenciesOf(chart),
    schema,
    values,
    cases: (files.length > 0 ? cases : [{ file: `${base}/values.yaml`, values: {} }]).map((one) => ({
      ...one,
      values: { ...namesFor(schema), ...one.values },
    })),
    problems,
  };
}

/** Every chart has a name and every instance a tenant, and no default can know them. */
function namesFor(schema: JsonObject | null): JsonObject {
  const properties = schema !== null && isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(["tenant", "name"].filter((key) => key in properties).map((key) => [key, "example"]));
}

function dependenciesOf(chart: JsonObject): string[] {
  if (!Array.isArray(chart.dependencies)) return [];
  return chart.dependencies.flatMap((entry) => {
    const name = isObject(entry) ? (entry.alias ?? entry.name) : null;
    return typeof name === "string" ? [name] : [];
  });
}

function parseYaml(text: string): JsonValue {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS() as JsonValue; // a document without errors and tags holds JSON
}
