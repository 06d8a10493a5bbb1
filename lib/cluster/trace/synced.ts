import type { Condition, KubernetesObject } from "@/lib/domain/kubernetes";
import { definitionTrouble } from "./behind";
import { type Context, type Finding, finding, isForbidden, NOT_PERMITTED, type Trouble } from "./finding";
import { list, nameOfObject, number, text } from "./read";
import { needsTenant, tenantFirst } from "./tenant-first";

/** The note of a part that isn't there yet. */
export const BY_COMPOSITE = "its composite makes it";

/** The API's words, and Argo CD's, for a kind that isn't served. */
const KIND_UNKNOWN =
  /could not find \S+ for requested resource|could not find the requested resource|no matches for kind|"" not found/i;

/** Has Argo CD applied the merged manifest? */
export function synced(context: Context): Finding {
  const { observation, desired, arrived } = context;
  const { application } = observation;
  // A part of a composite has no manifest of its own: the composite's release makes it.
  if ((desired.composed?.above ?? 0) > 0)
    return observation.instance === null ? finding("now", BY_COMPOSITE) : finding("ok", "its composite");
  if (application === null)
    return isForbidden(observation, "Application")
      ? finding("unknown", NOT_PERMITTED)
      : (tenantFirst(context) ?? finding("now", "Argo CD does not have it yet"));
  const { status } = application;
  const conditions = applicationConditions(application);
  const here = arrived(text(status, "sync", "revision"));
  const looked = Date.parse(text(status, "reconciledAt"));
  // An Application's own errors carry no generation: one that was there before the merge counts once Argo CD has looked again.
  const current = here || looked >= Date.parse(desired.mergedAt);
  const trouble = current ? (errorOf(application) ?? (here ? refusalOf(application) : null)) : null;
  // Argo CD tries again; what it waits for is KRO's to say.
  if (trouble !== null && KIND_UNKNOWN.test(trouble.quote) && definitionTrouble(observation) !== null)
    return finding("now", "the cluster does not know its kind yet", { at: trouble.at, conditions });
  const tenant = trouble !== null && needsTenant(trouble) ? tenantFirst(context) : null;
  if (tenant !== null) return { ...tenant, conditions };
  if (trouble !== null) return finding("bad", "Argo CD could not apply it", { at: trouble.at, conditions, trouble });
  if (!here) return finding("now", "Argo CD has not seen this commit yet", { conditions });
  const emptied = emptiedOf(application);
  if (emptied !== null) return finding("bad", "Argo CD found no manifest", { conditions, trouble: emptied });
  if (text(status, "sync", "status") !== "Synced") return finding("now", "Argo CD applies it", { conditions });
  const nothing = observation.instance === null ? emptinessOf(application) : null;
  if (nothing !== null)
    return finding("bad", "Argo CD found no manifest", { at: nothing.at, conditions, trouble: nothing });
  return finding("ok", "Argo CD", { at: text(status, "operationState", "finishedAt") || null, conditions });
}

/**
 * An error that Argo CD states as a condition of its own: ComparisonError, SyncError, InvalidSpecError, DeletionError.
 * Of what was removed only the last counts: that its folder can't be read any more is as it should be.
 */
export function errorOf(application: KubernetesObject, type = "Error"): Trouble | null {
  const error = list(application.status, "conditions").find((one) => text(one, "type").endsWith(type));
  if (error === undefined) return null;
  return {
    quote: text(error, "message"),
    said: nameOfObject(application),
    at: text(error, "lastTransitionTime") || null,
    waiting: false,
  };
}

/** Nothing is pruned: what a file said before it was emptied lives on. */
function emptiedOf(application: KubernetesObject): Trouble | null {
  const resources = list(application.status, "resources");
  if (resources.length === 0 || !resources.every((one) => one.requiresPruning === true)) return null;
  return { quote: "", said: nameOfObject(application), at: null, waiting: false, known: "emptied" };
}

/** A file in which Argo CD sees no manifest is in sync with nothing. */
function emptinessOf(application: KubernetesObject): Trouble | null {
  const operation = application.status?.operationState;
  const message = text(operation, "message");
  if (list(application.status, "resources").length > 0 || !message.includes("no more tasks")) return null;
  return { quote: message, said: nameOfObject(application), at: text(operation, "finishedAt") || null, waiting: false };
}

/** Why the API refused what Argo CD tried to apply; also while Argo CD tries again. */
function refusalOf(application: KubernetesObject): Trouble | null {
  const operation = application.status?.operationState;
  const phase = text(operation, "phase");
  const retrying = phase === "Running" && (number(operation, "retryCount") ?? 0) > 0;
  if (phase !== "Failed" && phase !== "Error" && !retrying) return null;
  const refused = list(operation, "syncResult", "resources").find((one) => text(one, "status") === "SyncFailed");
  return {
    quote: text(refused, "message") || text(operation, "message"),
    said: nameOfObject(application),
    at: text(operation, "finishedAt") || text(operation, "startedAt") || null,
    waiting: false,
  };
}

/** Argo CD states its verdicts beside its conditions; here they read like any other object's. */
function applicationConditions(application: KubernetesObject): Condition[] {
  const { status } = application;
  const sync = text(status, "sync", "status");
  const health = text(status, "health", "status");
  const operation = status?.operationState;
  const shown: Condition[] = [];
  if (sync !== "")
    shown.push({
      type: "Synced",
      status: sync === "Synced" ? "True" : sync === "OutOfSync" ? "False" : "Unknown",
      reason: sync,
      message: text(operation, "message"),
      lastTransitionTime: text(operation, "finishedAt") || text(operation, "startedAt"),
    });
  if (health !== "")
    shown.push({
      type: "Healthy",
      status: health === "Healthy" ? "True" : health === "Unknown" ? "Unknown" : "False",
      reason: health,
      message: text(status, "health", "message"),
      lastTransitionTime: text(status, "health", "lastTransitionTime"),
    });
  for (const one of list(status, "conditions"))
    shown.push({
      type: text(one, "type"),
      status: "True",
      reason: text(one, "type"),
      message: text(one, "message"),
      lastTransitionTime: text(one, "lastTransitionTime"),
    });
  return shown;
}
