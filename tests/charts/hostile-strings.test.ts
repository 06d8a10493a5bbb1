import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import type { Ran } from "@/lib/helm/run";
import type { Workspace } from "@/lib/helm/workspace";
import { caseOf, chartNamed, documents, FETCHING_HELM, openCharts } from "./charts";

/** What a person, or a program in their name, might type into a field. */
const HOSTILE = [
  "x\nkind: Secret",
  "x\n  namespace: kube-system\n  name: stolen",
  '"\nkind: ClusterRoleBinding',
  "\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: planted\n",
  "---",
  "{{ .Release.Namespace }}",
  '{{ fail "no" }}',
  "*a",
  "&a b",
  "!!binary b",
  "'",
  '"',
  "\\",
  "a: b",
  "- a",
  "# a",
  "[",
  "{",
  "|",
  "%s",
  "null",
  "yes",
  "0755",
  "1e3",
  "\u0007\t\u2028\u{1f600}",
];

/** How many of them are tried with the schema too: it judges values and changes none. */
const WITH_SCHEMA = 4;

/** Fields that a chart refuses by itself unless they hold a word that it knows: one run each, since a refusal ends a run. */
const REFUSED: Record<string, string[]> = {
  tenant: ["/name", "/owners/0/kind", "/owners/0/role", "/size"],
  webapp: ["/size"],
  postgres: ["/size", "/version"],
  redis: ["/size", "/version", "/maxmemoryPolicy"],
};

/** Hundreds of charts in one run, on a machine that may be busy. */
const SLOW = 240_000;

let workspace: Workspace;
let home: string;
beforeAll(async () => {
  workspace = await openCharts();
  home = await mkdtemp(join(tmpdir(), "hostile-"));
}, FETCHING_HELM);
afterAll(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

describe.each(Object.keys(REFUSED))("hostile strings in %s", (name) => {
  it(
    "leave the kinds, namespaces, names, keys and types of what is rendered as they were, also without the schema",
    async () => {
      const chart = chartNamed(workspace, name);
      const everything = caseOf(chart, "everything");
      const fields = stringFields(everything, "").filter((field) => !REFUSED[name]?.includes(field));
      expect(fields.length).toBeGreaterThanOrEqual(3);
      const tries = fields.flatMap((field) =>
        HOSTILE.map((text) => ({ field, values: withText(everything, field, text) })),
      );

      const unchecked = rendered(
        await renderMany(chart, [everything, ...tries.map(({ values }) => values)], ["--skip-schema-validation"]),
      );
      const expected = unchecked[0] ?? [];
      const shapes = expected.map(shapeOf);
      tries.forEach(({ field, values }, index) => {
        const found = unchecked[index + 1] ?? [];
        // Only what differs as text can differ in shape; parsing all of it would take minutes.
        const same = found.length === expected.length && found.every((text, place) => text === expected[place]);
        const shape = same
          ? shapes
          : found.map((text, place) => (text === expected[place] ? shapes[place] : shapeOf(text)));
        expect(shape, `${field} = ${JSON.stringify(textAt(values, field))}`).toEqual(shapes);
      });

      // With the schema nothing more can happen: either the schema itself refuses, or the very same is rendered.
      const some = tries.filter((_, index) => index % HOSTILE.length < WITH_SCHEMA);
      const checked = await renderMany(chart, [everything, ...some.map(({ values }) => values)], []);
      expect(checked.stderr).toMatch(/^(Error: values don't meet the specifications of the schema\(s\)|$)/);
    },
    SLOW,
  );

  it("are refused by the chart itself where only known words make sense", async () => {
    const chart = chartNamed(workspace, name);
    const everything = caseOf(chart, "everything");
    for (const field of REFUSED[name] ?? [])
      for (const text of HOSTILE.slice(0, 4)) {
        const file = await workspace.valuesFile(withText(everything, field, text));
        const ran = await workspace.helm(["template", "x", name, `--values=${file}`, "--skip-schema-validation"]);
        expect({ code: ran.code, stdout: ran.stdout }, `${field} = ${JSON.stringify(text)}`).toEqual({
          code: 1,
          stdout: "",
        });
      }
  });
});

/** Renders many values of one chart in one run: a parent that has the chart once for each, under the names c0, c1, … */
async function renderMany(chart: ChartFolder, values: JsonObject[], flags: string[]): Promise<Ran> {
  const parent = await mkdtemp(join(home, "parent-"));
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
  return await workspace.helm(["template", "release", parent, "--namespace=acme", ...flags]);
}

/** The rendered documents by index of the values, sorted by text, with the alias taken out of them. */
function rendered(ran: Ran): string[][] {
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

/** Each document's kind, namespace and name, and every key and type in it. */
function shapeOf(text: string): JsonValue {
  return documents(text).map((document) => {
    const metadata = isObject(document.metadata) ? document.metadata : {};
    const identity = [document.apiVersion, document.kind, metadata.namespace, metadata.name].map(
      (part) => part ?? null,
    );
    return { identity, keys: keysOf(document, "") };
  });
}

function keysOf(value: JsonValue, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => keysOf(item, `${path}/${index}`));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, inside]) => [`${path}/${key}`, ...keysOf(inside, `${path}/${key}`)]);
  return [`${path} is ${value === null ? "null" : typeof value}`];
}

/** Pointers of the strings in values; of a list, those of its first entry. */
function stringFields(value: JsonValue, pointer: string): string[] {
  if (typeof value === "string") return [pointer];
  if (Array.isArray(value)) return stringFields(value[0] ?? null, `${pointer}/0`);
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => stringFields(item, `${pointer}/${key}`)) : [];
}

function withText(values: JsonObject, pointer: string, text: string): JsonObject {
  const copy = structuredClone(values);
  const keys = pointer.split("/").slice(1);
  const last = keys.pop() ?? "";
  let inside: JsonValue | undefined = copy;
  for (const key of keys)
    inside = Array.isArray(inside) ? inside[Number(key)] : isObject(inside) ? inside[key] : undefined;
  if (Array.isArray(inside)) inside[Number(last)] = text;
  else if (isObject(inside)) inside[last] = text;
  return copy;
}

function textAt(values: JsonObject, pointer: string): JsonValue {
  let inside: JsonValue | undefined = values;
  for (const key of pointer.split("/").slice(1))
    inside = Array.isArray(inside) ? inside[Number(key)] : isObject(inside) ? inside[key] : undefined;
  return inside ?? null;
}
