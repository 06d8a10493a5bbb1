import { expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { apiTypes } from "./api-types";
import { simpleSchema } from "./simple-schema";

const typesOf = (properties: JsonObject) => simpleSchema(apiTypes({ type: "object", properties }), "Values.").types;
const group = (properties: JsonObject): JsonObject => ({ type: "object", additionalProperties: false, properties });
const text: JsonObject = { type: "string" };
const count: JsonObject = { type: "integer" };

it("a group that several alternatives bring has the properties of all, so that the API drops none", () => {
  const store: JsonObject = {
    type: "object",
    oneOf: [
      { properties: { options: group({ bucket: text }) }, required: ["options"] },
      { properties: { options: group({ path: text, size: count }) } },
    ],
  };
  expect(typesOf({ store })).toMatchObject({
    ValuesStore: { options: "ValuesStoreOptions" },
    ValuesStoreOptions: { bucket: "string", path: "string", size: "integer" },
  });
});

it("lists whose entries differ from one alternative to the next leave their object open, and the policy judges it", () => {
  const list = (items: JsonObject): JsonObject => ({ properties: { tags: { type: "array", items } } });
  const store: JsonObject = { type: "object", oneOf: [list(text), list(count)] };
  expect(typesOf({ store })).toEqual({ Values: { store: "object" } });
});

it("a property that only alternatives describe is still required where their object requires it", () => {
  const kinds = ["run", "wait"].map((kind): JsonObject => ({ properties: { kind: { const: kind } } }));
  const either: JsonObject = { type: "object", required: ["kind"], anyOf: kinds };
  expect(typesOf({ either })).toMatchObject({ ValuesEither: { kind: "string | required=true" } });
});

it("a value or null is the value to the API, with everything that is asked of it", () => {
  const box: JsonObject = { anyOf: [{ type: "integer", minimum: 2 }, { type: "null" }], maximum: 5 };
  expect(typesOf({ box })).toMatchObject({ Values: { box: "integer | minimum=2 maximum=5" } });
});
