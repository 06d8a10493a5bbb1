import type { FormSchema } from "@/lib/domain/form-model";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { FORM_ID } from "./check-keyword";
import { DRAFT_07 } from "./dialect";
import { Drawing } from "./draw";
import { HELM_KEYS } from "./helm-keys";
import { withoutTrue } from "./without-true";

export type { FormSchema };

const made = new WeakMap<JsonObject, FormSchema>();

/**
 * What the form draws and what its validator is compiled from.
 *
 * In the result every `$ref` is resolved, save under `x-check`, which only the validator reads. Every property of the
 * chart's schema is either drawn or lies in (or is) an island. The chart's schema is not changed; the answer for one
 * schema object is always the same object.
 *
 * @param schema a chart's schema, as parseSchema returned it
 */
export function formSchemaOf(schema: JsonObject): FormSchema {
  const known = made.get(schema);
  if (known) return known;
  const drawing = new Drawing(schema);
  const drawn = drawing.root(withoutHelmKeys(schema));
  const form: FormSchema = {
    schema: withoutTrue({ $schema: DRAFT_07, $id: FORM_ID, ...drawn, ...drawing.definitions.collected() }),
    islands: [...drawing.islands],
    advanced: [...drawing.advanced],
  };
  made.set(schema, form);
  return form;
}

function withoutHelmKeys(schema: JsonObject): JsonObject {
  const { properties, required, ...rest } = schema;
  const isOurs = (name: unknown): boolean => !HELM_KEYS.some((key) => key === name);
  return {
    ...rest,
    ...(Array.isArray(required) && { required: required.filter(isOurs) }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(Object.entries(properties).filter(([key]) => isOurs(key))),
    }),
  };
}
