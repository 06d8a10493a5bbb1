import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartFolders } from "@/lib/catalog/read-catalog";
import { problemsOfChart } from "@/lib/cli/charts/chart-rules";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import { generatedFiles } from "@/lib/cli/generated-files";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { readChartFolder } from "@/lib/helm/chart-folder";
import { judgeValues } from "@/lib/schema/judge";
import { subschemas } from "@/lib/schema/walk";
import { ROOT } from "./charts";

const folders = await chartFolders(ROOT);
const charts = await Promise.all(folders.map((folder) => readChartFolder(ROOT, folder)));
const schemas = charts.flatMap(({ name, schema }) => (schema ? [{ name, schema }] : []));

/** Pointers of the properties for which `holds` is false. */
function without(schema: JsonObject, holds: (property: JsonObject) => boolean): string[] {
  return subschemas(schema).flatMap(({ schema: property, pointer }) =>
    // What a condition adds to a property, or rules out, is no description of it.
    /\/(if|then|else|not)(\/|$)/.test(pointer) || holds(property) ? [] : [pointer],
  );
}

describe.each(schemas)("the schema of $name", ({ name, schema }) => {
  it("means the same to a form, to Helm and to Kubernetes, and has the defaults of values.yaml", () => {
    expect(charts.filter((chart) => chart.name === name).flatMap((chart) => problemsOfChart(chart, {}))).toEqual([]);
  });

  it("gives every property a title, and a description to everything that isn't a plain list entry", () => {
    expect(without(schema, ({ title }) => typeof title === "string")).toEqual([]);
    const described = (property: JsonObject) => typeof property.description === "string";
    expect(without(schema, described).filter((pointer) => !pointer.endsWith("/items"))).toEqual([]);
  });

  it("bounds every string, number and list", () => {
    const bounded = ({ type, enum: choices, ...property }: JsonObject) => {
      if (type === "string") return choices !== undefined || property.maxLength !== undefined;
      if (type === "integer" || type === "number")
        return property.minimum !== undefined && property.maximum !== undefined;
      return type !== "array" || property.maxItems !== undefined;
    };
    expect(without(schema, bounded)).toEqual([]);
  });

  it("closes every object whose keys it knows", () => {
    const closed = ({ type, properties, additionalProperties }: JsonObject) =>
      type !== "object" || properties === undefined || additionalProperties === false;
    expect(without(schema, closed)).toEqual([]);
  });

  it("gives a default to everything that need not be stated", () => {
    const missing = subschemas(schema).flatMap(({ schema: object, pointer }) => {
      if (/\/(items|if|then|else)(\/|$)/.test(pointer) || !isObject(object.properties)) return [];
      const required = Array.isArray(object.required) ? object.required : [];
      return Object.entries(object.properties).flatMap(([key, property]) => {
        const optional = isObject(property) && !required.includes(key) && !["global", "lib"].includes(key);
        return optional && property.properties === undefined && property.default === undefined
          ? [`${pointer}/${key}`]
          : [];
      });
    });
    expect(missing).toEqual([]);
  });

  it("asks for the names that every manifest has", () => {
    expect(schema.required).toEqual(expect.arrayContaining(name === "tenant" ? ["name"] : ["tenant", "name"]));
    expect(isObject(schema.properties) && "tenant" in schema.properties).toBe(name !== "tenant");
  });
});

describe("values that Kubernetes or an operator would refuse are refused by the schema already, and good ones are not", () => {
  const cases: [string, JsonObject, string, string[], string[]][] = [
    [
      "webapp",
      { tenant: "a", name: "b" },
      "/image",
      [
        "nginx:1",
        "localhost:5000/a/b__c:1.0_x",
        `a.example.com/b@sha256:${"0".repeat(64)}`,
        `b:1@sha256:${"0".repeat(64)}`,
      ],
      ["nginx", "Nginx:1", "a:1:2", "a//b:1", "localhost:5000/b", "a/b@sha256:00"],
    ],
    [
      "webapp",
      { tenant: "a", name: "b", image: "c:1" },
      "/writableFolders/0",
      ["/tmp", "/home/app/.cache"],
      ["//", "/..", "/a/../b", "/a/", "/."],
    ],
    [
      "postgres",
      { tenant: "a", name: "b" },
      "/backups/schedule",
      ["0 3 * * *", "*/15 0-6,22 1 1-12 0", "05 03 * * 1,3"],
      ["60 3 * * *", "0 24 * * *", "0 3 0 * *", "0 3 * 13 *", "0 3 * * 7", "*/0 * * * *", "0 3 * *", "- - - - -"],
    ],
    [
      "postgres",
      { tenant: "a", name: "b" },
      "/backups/endpoint",
      ["", "https://s3.example.com", "http://s3:65535"],
      ["https://s3:65536", "https://s3:0", "s3.example.com"],
    ],
    ["postgres", { tenant: "a", name: "b" }, "/database/name", ["app", "pgx"], ["postgres", "template1", "pg_app"]],
    ["postgres", { tenant: "a", name: "b" }, "/database/owner", ["app", "postgres1"], ["postgres", "pg_app", "public"]],
    ["redis", { tenant: "a", name: "b" }, "/persistence/storageClass", ["", "a.b-c"], ["a..b", "a.-b", "-"]],
    [
      "tenant",
      { name: "a", owners: [{ kind: "User", name: "x", role: "view" }] },
      "/owners/0/name",
      ["dev:someone", "a.system:x"],
      ["system:masters", "system:serviceaccount:acme:deployer"],
    ],
  ];
  it.each(cases)("%s %#", (name, values, pointer, good, bad) => {
    const schema = charts.find((chart) => chart.name === name)?.schema ?? {};
    const judged = (text: string) =>
      judgeValues(schema, withValue(values, pointer.split("/").slice(1), text)).map((problem) => problem.pointer);
    for (const text of good) expect(judged(text), text).toEqual([]);
    for (const text of bad) expect(judged(text), text).toContain(pointer);
  });
});

/** A copy of values with a text at a path of keys; a key that is a number makes a list of one. */
function withValue(values: JsonValue | undefined, [key, ...rest]: string[], text: string): JsonObject {
  if (key === undefined) return {};
  const inside = isObject(values) ? values[key] : undefined;
  if (rest.length === 0) return { ...(isObject(values) ? values : {}), [key]: text };
  if (rest[0] === "0") {
    const first = Array.isArray(inside) ? inside[0] : undefined;
    return {
      ...(isObject(values) ? values : {}),
      [key]: [rest.length === 1 ? text : withValue(first, rest.slice(1), text)],
    };
  }
  return { ...(isObject(values) ? values : {}), [key]: withValue(inside, rest, text) };
}

it("every generated file is what would be generated now", async () => {
  const { platform } = await readPlatform(ROOT);
  if (platform === null) throw new Error("platform.yaml can't be read");
  for (const { path, text } of await generatedFiles(ROOT, platform))
    expect(await readFile(join(ROOT, path), "utf8"), path).toBe(text);
});
