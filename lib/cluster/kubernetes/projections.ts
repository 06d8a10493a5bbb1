import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { at, list, number, text } from "../trace/read";

/** What lines in lists are told from: the rest of an object is read when its page is open. */
export interface Projected {
  /** Everything of it that a story depends on, without name and namespace. */
  object: JsonObject;
  /** What changes though nothing happens: nobody is told when only this did. */
  quiet: string;
}

/** The objects of each source in the shape that the trace reads, with no more in them than a line in a list needs. */
export const PROJECTIONS = { instance, release, application } as const;
export type Source = keyof typeof PROJECTIONS;

const OF_INSTANCE = ["InstanceManaged", "GraphResolved", "ResourcesReady"];
const OF_RELEASE = ["Ready", "Stalled"];

/** KRO's instance. */
function instance(json: JsonObject): Projected {
  const status = { ...texts(json.status, "state"), conditions: conditions(json, OF_INSTANCE) };
  return { object: { metadata: head(json), status }, quiet: "" };
}

/** Flux's HelmRelease. */
function release(json: JsonObject): Projected {
  const history = list(json.status, "history").map((one) => ({ status: text(one, "status") }));
  const observed = number(json.status, "observedGeneration");
  const status = {
    conditions: conditions(json, OF_RELEASE),
    ...(history.length > 0 ? { history: history.slice(0, 3) } : {}),
    ...(observed === undefined ? {} : { observedGeneration: observed }),
  };
  return { object: { metadata: head(json), status }, quiet: "" };
}

/** Argo CD's Application. Its name is kept, because it is looked up by its path. */
function application(json: JsonObject): Projected {
  const { status } = json;
  const operation = at(status, "operationState");
  const message = text(operation, "message");
  const failed = list(operation, "syncResult", "resources").filter((one) => text(one, "status") === "SyncFailed");
  const errors = list(status, "conditions").map((one) => texts(one, "type", "message", "lastTransitionTime"));
  // An error says at its head what is wrong; a message of success says nothing that its phase doesn't.
  const worded = text(operation, "phase") !== "Succeeded" || message.includes("no more tasks");
  const retries = number(operation, "retryCount");
  const resources = list(status, "resources");
  const emptied = resources.every((one) => one.requiresPruning === true);
  return {
    object: {
      metadata: { name: text(json.metadata, "name"), namespace: text(json.metadata, "namespace"), ...head(json) },
      status: {
        sync: texts(at(status, "sync"), "status", "revision"),
        health: texts(at(status, "health"), "status"),
        ...(errors.length > 0 ? { conditions: errors } : {}),
        ...(resources.length > 0 ? { resources: [emptied ? { requiresPruning: true } : {}] } : {}),
        operationState: {
          ...texts(operation, "phase", "startedAt", "finishedAt"),
          ...(worded && message !== "" ? { message } : {}),
          ...(retries === undefined ? {} : { retryCount: retries }),
          ...(failed.length > 0
            ? { syncResult: { resources: failed.slice(0, 1).map((one) => texts(one, "status", "message")) } }
            : {}),
        },
      },
    },
    quiet: text(status, "reconciledAt"),
  };
}

function head(json: JsonObject): JsonObject {
  const generation = number(json.metadata, "generation");
  return {
    ...texts(json.metadata, "creationTimestamp", "deletionTimestamp"),
    ...(generation === undefined ? {} : { generation }),
  };
}

/** The conditions that matter. What one says while all is well is repeated by nobody. */
function conditions(json: JsonObject, types: readonly string[]): JsonObject[] {
  return list(json.status, "conditions")
    .filter((one) => types.includes(text(one, "type")))
    .map((one) => {
      const observed = number(one, "observedGeneration");
      const well = text(one, "status") === "True" && text(one, "type") !== "Stalled";
      return {
        ...texts(one, "type", "status", "reason", "lastTransitionTime"),
        ...(well ? {} : texts(one, "message")),
        ...(observed === undefined ? {} : { observedGeneration: observed }),
      };
    });
}

function texts(json: JsonValue | undefined, ...keys: string[]): JsonObject {
  const kept: JsonObject = {};
  if (isObject(json))
    for (const key of keys) {
      const value = json[key];
      if (typeof value === "string" && value !== "") kept[key] = value;
    }
  return kept;
}
