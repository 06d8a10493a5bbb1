import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Workspace } from "@/lib/helm/workspace";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { caseOf, chartNamed, documents, FETCHING_HELM, openCharts } from "./charts";
import { rendered, renderMany } from "./many";

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
  "full-stack": ["/name"],
};

/** Hundreds of charts in one run, on a machine that may be busy. */
const SLOW = 240_000;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openCharts();
}, FETCHING_HELM);
afterAll(() => workspace.close());

describe.each(Object.keys(REFUSED))("hostile strings in %s", (name) => {
  it("are tried in every field that takes a text, also in lists, and no map has keys of a person's own", () => {
    const chart = chartNamed(workspace, name);
    const tried = stringFields(caseOf(chart, "everything"), "").filter(
      (field) => !["/name", "/tenant"].includes(field),
    );
    const { texts, maps } = fieldsOf(chart.schema ?? {}, "");
    expect(tried.sort()).toEqual(texts.filter((field) => !["/name", "/tenant"].includes(field)).sort());
    expect(maps).toEqual([]);
  });

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
        await renderMany(
          workspace,
          chart,
          [everything, ...tries.map(({ values }) => values)],
          ["--skip-schema-validation"],
        ),
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
      const checked = await renderMany(workspace, chart, [everything, ...some.map(({ values }) => values)], []);
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

/** Pointers of what takes a text in a schema, a list's entry as its first, and of maps, whose keys a person chooses. */
function fieldsOf(schema: JsonValue, pointer: string): { texts: string[]; maps: string[] } {
  if (!isObject(schema)) return { texts: [], maps: [] };
  const inside = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const parts = [
    ...inside.filter(([key]) => pointer !== "" || !HELM_KEYS.includes(key)),
    ...(schema.items === undefined ? [] : [["0", schema.items] as const]),
  ].map(([key, part]) => fieldsOf(part, `${pointer}/${key}`));
  return {
    texts: [...(schema.type === "string" ? [pointer] : []), ...parts.flatMap(({ texts }) => texts)],
    maps: [
      ...(schema.type === "object" && schema.additionalProperties !== false ? [pointer] : []),
      ...parts.flatMap(({ maps }) => maps),
    ],
  };
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
