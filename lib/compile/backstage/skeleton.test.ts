import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCatalog } from "@/lib/catalog/read-catalog";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Service } from "@/lib/domain/service";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { formValues } from "@/lib/schema/values";
import { ROOT } from "@/tests/charts/charts";
import { rendererOf } from "@/tests/support/backstage";
import { portalManifest } from "@/tests/support/portal-manifest";
import { skeletonOf } from "./skeleton";

const platform = { group: "services.example.org", version: "v1", controlNamespace: "control" };
type Drawn = Pick<Service, "name" | "kind" | "schema">;

function expectSame(
  service: Drawn,
  values: JsonObject,
  render = rendererOf(skeletonOf(service, platform, "Made.")),
): void {
  const rendered = render(values);
  const manifest = portalManifest(service, platform, values);
  for (const version of ["1.1", "1.2"] as const)
    expect(parse(rendered, { version }), rendered).toEqual(parse(manifest, { version }));
}

/** What YAML, JSON and the template language each have a meaning for. */
const HOSTILE = [
  "",
  " ",
  "a\nb",
  "a\n\nb\n",
  "---",
  "...",
  "- a",
  "a: b",
  "{{",
  "}}",
  "${{",
  "${{ values }}",
  "{% if x %}",
  "{%- endif -%}",
  "{# c #}",
  "*a",
  "&a",
  "!!str a",
  "| a",
  "> a",
  "%TAG",
  "@a",
  "`a`",
  '"',
  "'",
  "\\",
  "\\u0041",
  "\\n",
  "#",
  " # a",
  "yes",
  "no",
  "on",
  "y",
  "null",
  "~",
  "true",
  "1e3",
  "0x10",
  "010",
  "1_000",
  "12:30",
  "1.0",
  ".inf",
  "2001-01-01",
  "=",
  "<<",
  "\t",
  "\r\n",
  "\u0000",
  "\u0007",
  "\u007f",
  "\u0085",
  "\u009f",
  "\u00a0",
  "\u2028",
  "\u2029",
  "\ufeff",
  "\ufffe",
  "\uffff",
  "é",
  "日本",
  "😀",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "loop",
  "key0",
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join("")),
);
const key = fc.oneof(text, fc.constantFrom("size", "backups", "enabled", "a-b", "a.b"));
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map(String),
);
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(key, tie("any"), { maxKeys: 3 }),
  ),
})).any;
const object: fc.Arbitrary<JsonObject> = fc.dictionary(key, value, { maxKeys: 5 });

/** Values near a schema: its defaults, some of them replaced, left out or joined by others. */
function near(schema: JsonObject): fc.Arbitrary<JsonObject> {
  const whole = formValues(formSchemaOf(schema).schema, {});
  const changed = (from: JsonObject): fc.Arbitrary<JsonObject> =>
    fc
      .tuple(
        fc.record(
          Object.fromEntries(
            Object.entries(from).map(([name, child]): [string, fc.Arbitrary<JsonValue>] => [
              name,
              fc.oneof(
                { weight: 3, arbitrary: fc.constant(child) },
                {
                  weight: 2,
                  arbitrary:
                    typeof child === "object" && child !== null && !Array.isArray(child) ? changed(child) : value,
                },
                value,
              ),
            ]),
          ),
          { requiredKeys: [] },
        ),
        object,
        fc.boolean(),
      )
      .map(([own, more, reversed]) => {
        const all = [...Object.entries(own), ...Object.entries(more).slice(0, 1)].flatMap(
          ([name, child]): [string, JsonValue][] => (child === undefined ? [] : [[name, child]]),
        );
        return Object.fromEntries(reversed ? all.reverse() : all);
      });
  return changed(whole);
}

const { services } = await readCatalog(ROOT);

describe("a manifest that Backstage renders is the portal's for the same input", () => {
  it.each(services)("for $name, with hostile texts at every place", (service) => {
    const render = rendererOf(skeletonOf(service, platform, "Made."));
    fc.assert(
      fc.property(near(service.schema), text, text, (values, tenant, name) =>
        expectSame(service, { ...values, tenant, name }, render),
      ),
      { numRuns: 100 },
    );
  });

  it("for a schema whose own keys and defaults are hostile", { timeout: 60_000 }, () => {
    const property = fc.record({ type: fc.constant("string"), default: text });
    const deep = fc.dictionary(
      key,
      fc.oneof(
        property,
        fc.dictionary(key, property, { maxKeys: 3 }).map((properties) => ({ type: "object", properties })),
      ),
      { maxKeys: 4 },
    );
    const withOwn = fc.tuple(deep, object, fc.boolean()).map(([properties, own, has]) => ({
      type: "object",
      properties: {
        ...properties,
        group: { type: "object", properties, ...(has && { default: own }) },
        list: { type: "array", items: { type: "object", properties }, default: [own] },
      },
    }));
    fc.assert(
      fc.property(
        withOwn.chain((schema) => fc.tuple(fc.constant(schema as JsonObject), near(schema as JsonObject))), // made of JSON alone
        ([schema, values]) =>
          expectSame({ name: "odd", kind: "Odd", schema }, { ...values, tenant: "acme", name: "odd" }),
      ),
      { numRuns: 60 },
    );
  });

  it("and says nothing that the defaults say, in a file of one document without a trace of the template", () => {
    const schema: JsonObject = {
      type: "object",
      properties: {
        name: { type: "string" },
        tenant: { type: "string" },
        size: { type: "string", default: "small" },
        a: { type: "object", properties: { b: { type: "integer", default: 1 }, c: { type: "array" } } },
      },
    };
    const service = { name: "some", kind: "Some", schema };
    const made = rendererOf(skeletonOf(service, platform, "Made."));
    const render = (values: JsonObject): string => made({ tenant: "acme", name: "x", ...values });
    const head = `apiVersion: services.example.org/v1\nkind: Some\nmetadata:\n  name: "x"\n  namespace: "acme"\nspec:\n  values:\n    tenant: "acme"\n    name: "x"\n`;
    expect(render({ size: "small", a: { b: 1 } })).toBe(head);
    expect(render({ size: "large", a: { b: 1, c: ["on", { d: {} }] } })).toBe(
      `${head}    "size": "large"\n    a:\n      "c":\n        - "on"\n        -\n          "d": {}\n`,
    );
    expect(render({ a: {} })).toBe(`${head}    a: {}\n`);
  });
});
