import fc from "fast-check";
import { expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { formSchemaOf } from "./form-schema";
import { judgeValues } from "./judge";
import { validatorModule } from "./validator-module";

const key = fc.constantFrom("a", "b", "c");
const scalar: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>("x", "", 1, 2.5, true);
const type = fc.constantFrom("array", "boolean", "integer", "null", "number", "object", "string");

/** Schemas of every keyword that holds schemas, whether it makes sense or not; they refer to definitions called a to c. */
const schema: fc.Arbitrary<JsonValue> = fc.letrec<{ any: JsonValue; branching: JsonValue }>((tie) => {
  const any = tie("any");
  const list = fc.array(any, { minLength: 1, maxLength: 3 });
  const named = fc.dictionary(key, any, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
  const keywords = {
    properties: named,
    patternProperties: named,
    dependencies: named,
    additionalProperties: any,
    propertyNames: any,
    items: fc.oneof(any, list),
    additionalItems: any,
    contains: any,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: any,
    if: any,
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    then: any,
    else: any,
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    required: fc.uniqueArray(key),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
    const: scalar,
    minimum: fc.constantFrom(0.5, 1),
    default: scalar,
  };
  const parts = Object.entries(keywords).map(([keyword, argument]) =>
    // Each makes some JSON; their union has no `map` that takes them all.
    (argument as fc.Arbitrary<JsonValue>).map((value): JsonObject => ({ [keyword]: value })),
  );
  // A condition that brings settings is drawn; by chance alone there would hardly be one.
  const condition = fc
    .tuple(
      fc.oneof(
        any,
        list.map((anyOf): JsonObject => ({ anyOf })),
      ),
      named,
    )
    .map(([asked, brought]): JsonObject => ({ if: asked, then: { properties: brought } }));
  const reference = key.map((name): JsonObject => ({ $ref: `#/definitions/${name}` }));
  return {
    any: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.constantFrom<JsonValue>({}, true),
      reference,
      tie("branching"),
    ),
    branching: fc
      .array(fc.oneof({ weight: 4, arbitrary: fc.oneof(...parts) }, { weight: 1, arbitrary: condition }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((some) => Object.assign({}, ...some) as JsonObject), // of JsonObjects
  };
}).any;

const definitions = fc.record({ a: schema, b: schema, c: schema }, { noNullPrototype: true });
const properties = fc.dictionary(key, schema, { noNullPrototype: true });

it("any schema at all has a form whose validator compiles and judges, here and in the browser", () => {
  fc.assert(
    fc.property(properties, definitions, schema, (own, shared, beside) => {
      const chart: JsonObject = {
        ...(isObject(beside) ? beside : {}),
        type: "object",
        properties: own,
        definitions: shared,
      };
      expect(validatorModule(formSchemaOf(chart))).toContain("export default");
      judgeValues(chart, {});
      judgeValues(chart, { a: 1, b: { a: "x" }, c: [{}] });
    }),
    { numRuns: 300 },
  );
}, 60_000);
