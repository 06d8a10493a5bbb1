import type { JsonObject } from "@/lib/domain/json";
import { STEP, timeOf } from "./moment";
import { before, reached, type Scene } from "./scene";

/**
 * What Argo CD reports of a version that is not taken; null while it has not tried it, and when it was taken.
 * In: the scene, the resource as Argo CD names it, and the commit that it looked at.
 */
export function refusedStatus(scene: Scene, resource: JsonObject, revision: string): JsonObject | null {
  const { desired, moment } = scene;
  const { refusal, service } = desired;
  if (refusal === undefined || moment.chapter === "delete" || !reached(scene, STEP.synced)) return null;
  if (before(scene, STEP.synced)) return null;
  const runs = moment.chapter === "update";
  const at = timeOf(moment.merged, STEP.synced);
  const status = {
    health: {
      status: runs ? "Healthy" : refusal.kind === "refused" ? "Missing" : "Healthy",
      lastTransitionTime: runs ? timeOf(moment.created, STEP.active) : at,
    },
    reconciledAt: timeOf(moment.merged, Math.floor(moment.elapsed)),
  };
  const error = (type: string, message: string): JsonObject => ({ type, message, lastTransitionTime: at });
  const operation = (commit: string, start: number, synced: boolean, message: string): JsonObject => ({
    operationState: {
      phase: synced ? "Succeeded" : "Failed",
      message: synced ? message : `one or more objects failed to apply, reason: ${message}`,
      startedAt: timeOf(start, STEP.noticed),
      finishedAt: timeOf(start, STEP.synced),
      syncResult: {
        revision: commit,
        resources: synced && !runs ? [] : [{ ...resource, status: synced ? "Synced" : "SyncFailed", message }],
      },
    },
  });
  const last = runs
    ? operation(scene.before, moment.created, true, `${service.kind}/${scene.name} serverside-applied`)
    : {};

  if (refusal.kind === "refused")
    return {
      ...status,
      ...operation(revision, moment.merged, false, refusal.message),
      sync: { status: "OutOfSync", revision },
      resources: [{ ...resource, status: "OutOfSync" }],
    };
  if (refusal.kind === "unread")
    return {
      ...status,
      ...last,
      sync: { status: "Unknown", revision: runs ? scene.before : "" },
      resources: runs ? [{ ...resource, status: "Unknown" }] : [],
      conditions: [error("ComparisonError", refusal.message)],
    };
  if (runs)
    return {
      ...status,
      ...last,
      sync: { status: "OutOfSync", revision },
      resources: [{ ...resource, status: "OutOfSync", requiresPruning: true }],
      conditions: [error("SyncError", `Skipping sync attempt to ${revision}: auto-sync will wipe out all resources`)],
    };
  return {
    ...status,
    ...operation(revision, moment.merged, true, "successfully synced (no more tasks)"),
    sync: { status: "Synced", revision },
    resources: [],
  };
}
