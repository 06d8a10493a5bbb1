import { apiTypes } from "@/lib/compile/api-types";
import type { JsonObject } from "@/lib/domain/json";
import { keptSentence } from "@/lib/domain/kept-default";
import { segmentsOf } from "@/lib/domain/pointer";
import { putBack } from "@/lib/domain/put-back";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { judgeValues } from "@/lib/schema/judge";
import { keptDefaults } from "@/lib/schema/kept-defaults";
import { effectiveValues } from "@/lib/schema/values";
import { type BreakingChange, breakingChanges } from "./breaking-changes";

/** A live instance: its manifest in the releases repository. */
export interface LiveInstance {
  path: string;
  /** What its manifest states; null where that can't be read. */
  values: JsonObject | null;
  /** The composite's manifest that it comes from as a child; it has none of its own then. */
  childOf?: string;
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
  orphans: Pick<LiveInstance, "path" | "childOf">[];
  /** What KRO refuses to roll out, whether anybody uses it or not. */
  breaking: BreakingChange[];
  /** Instances that fit the schema before and would not after. */
  broken: InstanceImpact[];
  /** Instances whose manifests can't be read, so that nothing is known of them. */
  unread: string[];
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
  const none = { service, orphans: [], breaking: [], broken: [], unread: [], keepsDefault: [] };
  if (after === null)
    return {
      ...none,
      orphans: instances.map(({ path, childOf }) => ({ path, ...(childOf !== undefined && { childOf }) })),
    };
  const own = instances.filter(({ childOf }) => childOf === undefined);
  const read = own.flatMap(({ path, values }) => (values === null ? [] : [{ path, values }]));
  return {
    ...none,
    breaking: breakingChanges(apiTypes(before), apiTypes(after)),
    broken: read.flatMap((instance) => brokenBy(before, after, instance)),
    unread: own.flatMap(({ path, values }) => (values === null ? [path] : [])),
    keepsDefault: read.flatMap((instance) => keptBy(before, after, instance)),
  };
}

type ReadInstance = { path: string; values: JsonObject };

/** True when something would break. That an old default goes on is only worth knowing. */
export function breaks({ orphans, breaking, broken }: ServiceImpact): boolean {
  return orphans.length + breaking.length + broken.length > 0;
}

/** What the API stored counts, too: an instance may go on with a default that the new schema doesn't take any more. */
function brokenBy(before: JsonObject, after: JsonObject, { path, values }: ReadInstance): InstanceImpact[] {
  const [was, is] = [formSchemaOf(before).schema, formSchemaOf(after).schema];
  const stored = keptDefaults(was, is, values).reduce(
    (all, { pointer }) => putBack(all, segmentsOf(pointer), effectiveValues(was, values)),
    values,
  );
  const already = judgeValues(before, values).map(({ pointer, message }) => `${pointer ?? ""} ${message}`);
  return judgeValues(after, stored)
    .filter(({ pointer, message }) => !already.includes(`${pointer ?? ""} ${message}`))
    .map(({ pointer, label, message }) => ({
      path,
      pointer,
      message: label === null ? message : `${label}: ${message}`,
    }));
}

function keptBy(before: JsonObject, after: JsonObject, { path, values }: ReadInstance): InstanceImpact[] {
  return keptDefaults(formSchemaOf(before).schema, formSchemaOf(after).schema, values).map((kept) => ({
    path,
    pointer: kept.pointer,
    message: keptSentence(kept),
  }));
}
