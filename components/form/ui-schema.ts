import type { UiSchema } from "@rjsf/utils";
import type { FormModel } from "@/lib/domain/form-model";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import { TENANT_SERVICE } from "@/lib/domain/service";
import { isLaidOut, layoutOf } from "@/lib/schema/layout";
import { secretPartOf } from "@/lib/schema/secret";
import { coded } from "./coded-names";
import { propertiesOf } from "./schema-facts";

const LOCKED = { "ui:field": "LockedField", "ui:fieldReplacesAnyOrOneOf": true };
const SECRET = { "ui:field": "SecretField" };
const UNSEEN = { "ui:field": "UnseenField", "ui:fieldReplacesAnyOrOneOf": true };
const ISLAND = { "ui:field": "YamlField", "ui:fieldReplacesAnyOrOneOf": true };

/** The root's keys in the order of the form: tenant and name first, then as the schema lays them out. */
export function orderOf(schema: JsonObject): string[] {
  const names = layoutOf(schema);
  const first = ["tenant", "name"].filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => !first.includes(name))];
}

/** A ui schema with `field` at the place that a pointer leads to. `*` stands for any item or key. */
function place(ui: UiSchema, schema: JsonObject, keys: readonly string[], field: UiSchema): UiSchema {
  const [key, ...rest] = keys;
  if (key === undefined) return { ...ui, ...field };
  if (key === "*") {
    const slot = isObject(schema.items) ? "items" : "additionalProperties";
    const inner = isObject(schema[slot]) ? schema[slot] : {};
    return { ...ui, [slot]: place((ui[slot] ?? {}) as UiSchema, inner, rest, field) }; // written by this function alone
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  const inner = Object.hasOwn(properties, key) && isObject(properties[key]) ? properties[key] : {};
  const name = coded.name(key);
  return { ...ui, [name]: place((ui[name] ?? {}) as UiSchema, inner, rest, field) }; // written by this function alone
}

/** For rjsf, so in coded names. Which fields are drawn by our own components: islands as YAML, what can't be changed any more, the name, the tenant. */
export function uiSchemaOf({
  form,
  service,
  locked,
  unseen,
}: Pick<FormModel, "form" | "service" | "locked" | "unseen">): UiSchema {
  const order = orderOf(form.schema);
  const drawn = [
    ...hinted(form.schema, []),
    ...form.islands.map((pointer) => ({ pointer, field: ISLAND })),
    ...locked.map((pointer) => ({ pointer, field: LOCKED })),
    ...unseen.map((pointer) => ({ pointer, field: UNSEEN })),
  ].reduce<UiSchema>((ui, { pointer, field }) => place(ui, form.schema, segmentsOf(pointer), field), {});
  return {
    ...drawn,
    // Conditions at the root bring fields of their own; without a place for them rjsf draws no form at all.
    "ui:order": [...order.map(coded.name), "*"],
    name: { "ui:field": "NameField" },
    ...(service.name === TENANT_SERVICE ? {} : { tenant: { "ui:field": "TenantField" } }),
  };
}

/** What the fields below a schema need besides the schema: an order of their own, a control for the name of a Secret. */
function hinted(schema: JsonObject, path: readonly string[]): { pointer: string; field: UiSchema }[] {
  const { items, additionalProperties } = schema;
  const pointer = pointerOf(path);
  const entry = isObject(items) ? items : additionalProperties;
  const part = secretPartOf(schema);
  return [
    ...(part === "name" || part === "key" ? [{ pointer, field: SECRET }] : []),
    ...(isLaidOut(schema) ? [{ pointer, field: { "ui:order": [...layoutOf(schema).map(coded.name), "*"] } }] : []),
    ...propertiesOf(schema).flatMap(([name, property]) => hinted(property, [...path, name])),
    ...(isObject(entry) ? hinted(entry, [...path, "*"]) : []),
  ];
}
