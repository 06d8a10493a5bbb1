import { apiTypes } from "@/lib/compile/api-types";
import type { JsonObject } from "@/lib/domain/json";
import { keptSentence } from "@/lib/domain/kept-default";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { judgeValues } from "@/lib/schema/judge";
import { keptDefaults } from "@/lib/schema/kept-defaults";
import { type BreakingChange, breakingChanges } from "./breaking-changes";

/** A live instance: its manifest in the releases repository, as far as it can be read. */
export interface LiveInstance {
  path: string;
  values: JsonObject;
}

/** What a changed schema does to an instance. */
export interface InstanceImpact {
  path: string;
  /** Null for the values as a whole. */
  pointer: string | null;
  message: string;
}

/** What a change of one service does. */
export interface ServiceImpact {
  service: string;
  /** The service is gone, and these instances are not. */
  orphans: string[];
  /** What KRO refuses to roll out, whether anybody uses it or not. */
  breaking: BreakingChange[];
  /** Instances that fit the schema before and would not after. */
  broken: InstanceImpact[];
  /** Instances that go on with a default's old value: the API stored it when they were made. */
  keepsDefault: InstanceImpact[];
}

/**
 * What changing a service's schema does to what runs.
 *
 * @param before the schema that is live
 * @param after the schema that would be; null when the service is taken away
 * @param instances every instance of the service in the releases repository
 */
export function checkChange(
  service: string,
  before: JsonObject,
  after: JsonObject | null,
  instances: readonly LiveInstance[],
): ServiceImpact {
  const none = { service, orphans: [], breaking: [], broken: [], keepsDefault: [] };
  if (after === null) return { ...none, orphans: instances.map(({ path }) => path) };
  const [was, is] = [apiTypes(before), apiTypes(after)];
  return {
    ...none,
    breaking: breakingChanges(was, is),
    broken: instances.flatMap((instance) => brokenBy(before, after, instance)),
    keepsDefault: instances.flatMap((instance) => keptBy(before, after, instance)),
  };
}

/** True when something would break. That an old default goes on is only worth knowing. */
export function breaks({ orphans, breaking, broken }: ServiceImpact): boolean {
  return orphans.length + breaking.length + broken.length > 0;
}

function brokenBy(before: JsonObject, after: JsonObject, { path, values }: LiveInstance): InstanceImpact[] {
  const already = judgeValues(before, values).map(({ pointer, message }) => `${pointer ?? ""} ${message}`);
  return judgeValues(after, values)
    .filter(({ pointer, message }) => !already.includes(`${pointer ?? ""} ${message}`))
    .map(({ pointer, label, message }) => ({
      path,
      pointer,
      message: label === null ? message : `${label}: ${message}`,
    }));
}

function keptBy(before: JsonObject, after: JsonObject, { path, values }: LiveInstance): InstanceImpact[] {
  return keptDefaults(formSchemaOf(before).schema, formSchemaOf(after).schema, values).map((kept) => ({
    path,
    pointer: kept.pointer,
    message: keptSentence(kept),
  }));
}
