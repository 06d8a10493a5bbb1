import type { ApiPlace } from "@/lib/compile/api-place";
import { apiTypes } from "@/lib/compile/api-types";
import { equalJson, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { judgeValues } from "@/lib/schema/judge";
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
    keepsDefault: instances.flatMap((instance) => keptBy(changedDefaults(was, is, []), instance)),
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

interface ChangedDefault {
  path: string[];
  was: JsonValue;
  is: JsonValue | undefined;
}

function changedDefaults(before: ApiPlace, after: ApiPlace, path: string[]): ChangedDefault[] {
  const was = before.default;
  const own =
    path.length > 0 && was !== undefined && !equalJson(was, after.default) ? [{ path, was, is: after.default }] : [];
  if (before.type.form !== "struct" || after.type.form !== "struct") return own;
  const { fields } = after.type;
  const inner = before.type.fields.flatMap(({ key, place }) => {
    const now = fields.find((field) => field.key === key);
    return now ? changedDefaults(place, now.place, [...path, key]) : [];
  });
  return [...own, ...inner];
}

function keptBy(defaults: readonly ChangedDefault[], { path: file, values }: LiveInstance): InstanceImpact[] {
  return defaults
    .filter(({ path }) => valueAt(values, pointerOf(path)) === undefined)
    .map(({ path, was, is }) => ({
      path: file,
      pointer: pointerOf(path),
      message: `It goes on with ${JSON.stringify(was)}, which was the default when it was made; the new default is ${is === undefined ? "none" : JSON.stringify(is)}.`,
    }));
}
