import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartFolders } from "@/lib/catalog/read-catalog";
import { problemsOfChart } from "@/lib/cli/charts/chart-rules";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import { generatedFiles } from "@/lib/cli/definitions";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { readChartFolder } from "@/lib/helm/chart-folder";
import { subschemas } from "@/lib/schema/walk";
import { ROOT } from "./charts";

const folders = await chartFolders(ROOT);
const charts = await Promise.all(folders.map((folder) => readChartFolder(ROOT, folder)));
const schemas = charts.flatMap(({ name, schema }) => (schema ? [{ name, schema }] : []));

/** Pointers of the properties for which `holds` is false. */
function without(schema: JsonObject, holds: (property: JsonObject) => boolean): string[] {
  return subschemas(schema).flatMap(({ schema: property, pointer }) =>
    // What a condition adds to a property is no description of it.
    /\/(if|then|else)(\/|$)/.test(pointer) || holds(property) ? [] : [pointer],
  );
}

describe.each(schemas)("the schema of $name", ({ name, schema }) => {
  it("means the same to a form, to Helm and to Kubernetes, and has the defaults of values.yaml", () => {
    expect(charts.filter((chart) => chart.name === name).flatMap(problemsOfChart)).toEqual([]);
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

it("every generated file is what would be generated now", async () => {
  const { platform } = await readPlatform(ROOT);
  if (platform === null) throw new Error("platform.yaml can't be read");
  for (const { path, text } of await generatedFiles(ROOT, platform))
    expect(await readFile(join(ROOT, path), "utf8"), path).toBe(text);
});
