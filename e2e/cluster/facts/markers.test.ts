import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { apply, create, get } from "../api/objects";
import { type LiveCrd, schemaAt } from "../definitions/live-crd";
import { suiteApi, useNamespace } from "../suite";
import { type Example, instance } from "./example";
import { publish } from "./publish";
import { quoted, quotedDefault } from "./quote";

const api = suiteApi();
afterAll(() => api.close());

const HOSTILE = `it's "quoted" | with a pipe, a \\ backslash, \${braces}, [brackets] {too} # and\ta tab\nand a line`;

const MARKED: Example = {
  kind: "Marked",
  types: {
    Entry: { name: "string | required=true", weight: "integer | minimum=0" },
    Name: `string | pattern=${quoted('^[a-z|"\\\\]+$')} minLength=2 maxLength=5`,
    Inner: { deep: `string | default=${quotedDefault("on")}` },
  },
  values: {
    text: `string | default=${quotedDefault(HOSTILE)} description=${quoted(HOSTILE)}`,
    name: "Name",
    count: "integer | required=true minimum=1 maximum=5",
    ratio: "float | minimum=0.5",
    enabled: "boolean | default=false",
    size: 'string | enum="small,large" default=small',
    tags: "[]string | uniqueItems=true maxItems=3 minItems=1",
    entries: `[]Entry | default=${JSON.stringify([{ name: "a", weight: 1 }])}`,
    labels: "map[string]string",
    anything: "object",
    inner: "Inner",
  },
  markers: `required=true description=${quoted("hash 1")} validation=${quoted('self.count < 5 || self.size == "large"')}`,
};

describe("KRO's notation", () => {
  let crd: LiveCrd;
  let space: string;
  beforeAll(async () => {
    space = await useNamespace(api, "facts-markers");
    crd = await publish(api, MARKED);
  });
  const judge = (values: JsonObject) => create(api, instance("Marked", space, "x", values), { dryRun: true });

  it("carries every marker into the CRD", () => {
    const at = (...path: string[]) => schemaAt(crd, "values", ...path);
    expect(at("text")).toEqual({ type: "string", default: HOSTILE, description: HOSTILE });
    expect(at("name")).toEqual({ type: "string", pattern: '^[a-z|"\\\\]+$', minLength: 2, maxLength: 5 });
    expect(at("count")).toEqual({ type: "integer", minimum: 1, maximum: 5 });
    expect(at("ratio")).toEqual({ type: "number", minimum: 0.5 });
    expect(at("enabled")).toEqual({ type: "boolean", default: false });
    expect(at("size")).toEqual({ type: "string", enum: ["small", "large"], default: "small" });
    expect(at("tags")).toMatchObject({ type: "array", "x-kubernetes-list-type": "set", maxItems: 3, minItems: 1 });
    expect(at("entries")).toMatchObject({ type: "array", default: [{ name: "a", weight: 1 }] });
    expect(at("labels")).toEqual({ type: "object", additionalProperties: { type: "string" } });
    expect(at("anything")).toEqual({ type: "object", "x-kubernetes-preserve-unknown-fields": true });
    expect(at("inner")).toMatchObject({ type: "object", default: {} });
    expect(schemaAt(crd, "values")).toMatchObject({ description: "hash 1", required: ["count"] });
  });

  it("makes rules whose message says nothing but that validation failed", async () => {
    expect(await judge({ count: 5 })).toMatchObject({
      accepted: false,
      code: 422,
      causes: [{ field: "spec.values", message: expect.stringContaining("validation failed") as string }],
    });
    expect(await judge({ count: 5, size: "large" })).toMatchObject({ accepted: true });
  });

  it("refuses a value out of bounds with its path, and an unknown field only when the write is strict", async () => {
    expect(await judge({ count: 9, size: "large" })).toMatchObject({
      code: 422,
      causes: [{ field: "spec.values.count" }],
    });
    expect(await judge({ count: 1, nope: 1 })).toMatchObject({
      code: 400,
      message: expect.stringContaining('unknown field "spec.values.nope"') as string,
    });
    const lenient = { dryRun: true, fieldValidation: "Ignore" } as const;
    const verdict = await create(api, instance("Marked", space, "x", { count: 1, nope: 1 }), lenient);
    expect(verdict).toMatchObject({ accepted: true, object: { spec: { values: { count: 1 } } } });
    expect(JSON.stringify(verdict)).not.toContain("nope");
  });

  it("fills defaults in, below nested objects too, and stores them", async () => {
    await apply(api, instance("Marked", space, "filled", { count: 1 }));
    const stored = await get(api, instance("Marked", space, "filled"));
    expect(stored?.spec?.values).toEqual({
      count: 1,
      text: HOSTILE,
      enabled: false,
      size: "small",
      entries: [{ name: "a", weight: 1 }],
      inner: { deep: "on" },
    });
  });
});
