import "server-only";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import { parse } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Helm } from "./find-helm";
import { type Finding, findings, isAboutSchema } from "./helm-messages";
import { isolatedHelm, type RunHelm } from "./isolated";

/** What Helm says to a set of values. */
export type HelmVerdict = { accepted: true } | { accepted: false; findings: Finding[] };

export interface VerdictOptions {
  helm: Helm;
  /** The PATH that Helm may look for programs in. */
  path: string | undefined;
  /** Renders what the schema accepts as well: a template may refuse it. */
  render?: boolean;
}

/** Helm's time grows faster than the number of aliases: 200 take 0.9 s, 500 take 3.8 s. */
const AT_ONCE = 200;

/**
 * Judges many values of one chart in few runs of Helm: each is the values of an alias of the chart in a chart made for
 * it, because a run of Helm for each would take a hundred times as long.
 * In: the chart's folder with its dependencies built, and the values. Out: a verdict for each, in their order.
 * Rejects with Helm's words when Helm fails for another reason than the values. A schema that is closed at its root
 * gets room for `global`, which Helm puts into the values of every alias.
 */
export async function helmVerdicts(
  chart: string,
  values: readonly JsonObject[],
  { helm, path, render = false }: VerdictOptions,
): Promise<HelmVerdict[]> {
  const home = await mkdtemp(join(tmpdir(), "verdicts-"));
  try {
    const run = isolatedHelm(helm, home, home, path);
    const verdicts: HelmVerdict[] = [];
    for (let at = 0; at < values.length; at += AT_ONCE) {
      const named = new Map(values.slice(at, at + AT_ONCE).map((one, place) => [`v${place}`, one]));
      const refused = await judge(run, home, chart, named);
      const left = new Map([...named].filter(([alias]) => !refused.has(alias)));
      if (render) for (const [alias, said] of await renderAll(run, home, chart, left)) refused.set(alias, said);
      for (const alias of named.keys()) {
        const found = refused.get(alias);
        verdicts.push(found ? { accepted: false, findings: found } : { accepted: true });
      }
    }
    return verdicts;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

type Refused = Map<string, Finding[]>;

/** What the schema refuses: Helm tells it of all aliases at once, before it renders any. */
async function judge(run: RunHelm, home: string, chart: string, named: Map<string, JsonObject>): Promise<Refused> {
  const parent = join(home, "judged");
  await copyChart(chart, parent, ({ templates }) => !templates);
  const ran = await template(run, parent, chart, named);
  if (ran.code === 0) return new Map();
  const refused: Refused = new Map();
  for (const part of ran.stderr.split(/^(?=v\d+:$)/m)) {
    const alias = /^(v\d+):$/m.exec(part)?.[1];
    if (alias !== undefined && named.has(alias)) refused.set(alias, findings(part.split("\n")));
  }
  if (refused.size === 0 || isAboutSchema(ran.stderr))
    throw new Error(`Helm could not judge values of ${basename(chart)}: ${ran.stderr.trim()}`);
  return refused;
}

/** What a template refuses: Helm stops at the first, so what is left is rendered again until all of it can be. */
async function renderAll(run: RunHelm, home: string, chart: string, named: Map<string, JsonObject>): Promise<Refused> {
  const parent = join(home, "rendered");
  await copyChart(chart, parent, () => true);
  const refused: Refused = new Map();
  const left = new Map(named);
  while (left.size > 0) {
    const ran = await template(run, parent, chart, left);
    if (ran.code === 0) return refused;
    const alias = /\bcharts\/(v\d+)\//.exec(ran.stderr)?.[1] ?? "";
    if (!left.delete(alias)) throw new Error(`Helm could not render ${basename(chart)}: ${ran.stderr.trim()}`);
    refused.set(alias, [{ pointer: "", message: ran.stderr.trim().replace(/^Error: /, "") }]);
  }
  return refused;
}

async function template(run: RunHelm, parent: string, chart: string, named: Map<string, JsonObject>) {
  const name = await nameOf(chart);
  const aliases = [...named.keys()];
  // JSON is YAML, and it needs no quoting rules.
  await writeFile(
    join(parent, "Chart.yaml"),
    JSON.stringify({
      apiVersion: "v2",
      name: "parent",
      version: "0.0.0",
      dependencies: aliases.map((alias) => ({ name, version: "*", alias })),
    }),
  );
  const file = join(parent, "stated.json");
  await writeFile(file, JSON.stringify(Object.fromEntries(named)));
  return await run(["template", "verdicts", parent, `--values=${file}`]);
}

async function copyChart(
  chart: string,
  parent: string,
  wanted: (file: { templates: boolean }) => boolean,
): Promise<void> {
  const to = join(parent, "charts", basename(chart));
  await mkdir(join(parent, "charts"), { recursive: true });
  await cp(chart, to, {
    recursive: true,
    filter: (file) => wanted({ templates: file.slice(chart.length).split(sep).includes("templates") }),
  });
  const schema = await readFile(join(to, "values.schema.json"), "utf8").catch(() => null);
  if (schema === null) return;
  await writeFile(join(to, "values.schema.json"), JSON.stringify(withGlobal(JSON.parse(schema) as JsonValue))); // JSON.parse gives JSON
}

function withGlobal(schema: JsonValue): JsonValue {
  if (!isObject(schema) || schema.additionalProperties === undefined) return schema;
  const properties = isObject(schema.properties) ? schema.properties : {};
  return { ...schema, properties: { global: {}, ...properties } };
}

/** Dependencies are found by the name in Chart.yaml, not by the folder's. */
async function nameOf(chart: string): Promise<string> {
  const text = await readFile(join(chart, "Chart.yaml"), "utf8");
  const meta = parse(text) as JsonValue; // YAML without tags holds JSON
  if (isObject(meta) && typeof meta.name === "string") return meta.name;
  throw new Error(`${chart}/Chart.yaml has no name.`);
}
