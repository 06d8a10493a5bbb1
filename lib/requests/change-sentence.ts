import { isObject, type JsonObject } from "@/lib/domain/json";
import { describeChange } from "@/lib/manifest/diff";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { withoutLiterals } from "@/lib/schema/secret";
import { effectiveValues } from "@/lib/schema/values";

/**
 * What a change comes to, in a few words: "instances 1 → 3" also where the file didn't state the 1, because it was the
 * default. Where only the writing changes (a default that is stated now), what is stated is compared. What may be a
 * secret is not in it.
 * @param before stated values; null for a new target, which is described by what it states beside its names
 * @param after stated values; null when it is deleted
 * @returns "" when there is nothing to say
 */
export function changeSentence(schema: JsonObject, before: JsonObject | null, after: JsonObject | null): string {
  if (after === null) return "";
  const now = withoutLiterals(schema, after);
  if (before === null) {
    const names = Object.fromEntries(Object.entries(after).filter(([key]) => key === "name" || key === "tenant"));
    return describeChange(schema, names, now);
  }
  const form = formSchemaOf(schema).schema;
  const old = withoutLiterals(schema, before);
  return (
    describeChange(schema, effectiveValues(form, withGroups(old, now)), effectiveValues(form, now)) ||
    describeChange(schema, old, now)
  );
}

/** The old values with the groups that are new, still empty: the defaults that come with a group were set by nobody. */
function withGroups(old: JsonObject, now: JsonObject): JsonObject {
  const groups = Object.entries(now).flatMap(([key, value]) => {
    const was = Object.hasOwn(old, key) ? old[key] : {};
    return isObject(value) && isObject(was) ? [[key, withGroups(was, value)] as const] : [];
  });
  return Object.fromEntries([...Object.entries(old), ...groups]);
}
