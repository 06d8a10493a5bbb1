import type { FormModel } from "@/lib/domain/form-model";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { SendRequest } from "@/lib/domain/send-request";
import { TENANT_SERVICE } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { withKeptDefaults } from "@/lib/schema/kept-defaults";
import { formValues, statedValues } from "@/lib/schema/values";
import { withoutKeys } from "./pointer";

/** What the file stated before: it stays stated, even where it is the default. Empty for a new one. */
export function fileValues(model: Pick<FormModel, "before" | "file" | "mode">): JsonObject {
  const file = model.mode === "update" ? (model.before ?? model.file) : model.before;
  return file?.values ?? {};
}

/**
 * What the manifest states when the fields hold `values`.
 *
 * @param values the form's effective values; emptied keys are absent
 * @param removed unknown keys that are taken out of the file
 */
export function statedOf(model: FormModel, values: JsonObject, removed: readonly string[]): JsonObject {
  const schema = schemaOfValues(model);
  const file = withoutKeys(fileValues(model), removed);
  return statedValues(schema, formValues(schema, values), file);
}

/** The form's schema with the defaults that this instance goes on with: what fields hold and what goes unsaid follows it. */
export function schemaOfValues({ form, kept }: Pick<FormModel, "form" | "kept">): JsonObject {
  return withKeptDefaults(form.schema, kept);
}

/** Whose manifest these values make: its names may still be empty while the person types. */
export function targetOf(model: Pick<FormModel, "service" | "target">, values: JsonObject): Target {
  if (model.target) return model.target;
  const text = (key: string) => (typeof values[key] === "string" ? values[key] : "");
  return model.service.name === TENANT_SERVICE
    ? { type: "tenant", tenant: text("name") }
    : { type: "instance", tenant: text("tenant"), service: model.service.name, name: text("name") };
}

/** The head of every request that a form sends: whose manifest, made from what. */
export function requestHead(model: FormModel, values: JsonObject): Omit<SendRequest, "key"> {
  const target = targetOf(model, values);
  return {
    person: model.person,
    type: model.before === null && model.mode !== "update" ? "create" : "update",
    service: model.service.name,
    tenant: target.tenant,
    name: target.type === "tenant" ? target.tenant : target.name,
    base: model.base,
    schemaHash: model.schemaHash,
    ...(model.revises === null ? {} : { revises: model.revises }),
  };
}

/** True when `next` holds an object where `before` held none: its defaults are still to be laid in. */
export function hasNewObject(before: JsonObject, next: JsonObject): boolean {
  return Object.entries(next).some(([key, value]) => {
    if (!isObject(value)) return false;
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    return isObject(was) ? hasNewObject(was, value) : true;
  });
}

/** `next` with the defaults of objects that `before` had not: a group that the person enters shows what it starts with. */
export function withNewDefaults(before: JsonObject, next: JsonObject, full: JsonObject): JsonObject {
  const entries = Object.entries(next).map(([key, value]) => {
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    const whole = Object.hasOwn(full, key) ? full[key] : undefined;
    if (!isObject(value) || !isObject(whole)) return [key, value] as const;
    return [key, isObject(was) ? withNewDefaults(was, value, whole) : whole] as const;
  });
  return Object.fromEntries(entries);
}
