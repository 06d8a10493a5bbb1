import { definitionTrouble } from "./behind";
import { type Context, type Finding, finding, isForbidden, NOT_PERMITTED } from "./finding";
import { conditionsOf, freshCondition, nameOfObject, text } from "./read";

/** Has KRO understood this version of the custom resource? Whether what it made is ready is the next hops' question. */
export function accepted({ observation, desired }: Context): Finding {
  const { instance, release } = observation;
  const conditions = conditionsOf(instance);
  const unaccepted = definitionTrouble(observation);
  if (unaccepted !== null)
    return finding("bad", "KRO does not accept the definition", { at: unaccepted.at, conditions, trouble: unaccepted });
  if (instance === null)
    return isForbidden(observation, desired.service.kind)
      ? finding("unknown", NOT_PERMITTED)
      : finding("now", "KRO does not have it yet");
  if (instance.metadata.deletionTimestamp !== undefined)
    return finding("now", "the one before is still being deleted", {
      at: instance.metadata.deletionTimestamp,
      conditions,
    });
  const managed = freshCondition(instance, "InstanceManaged");
  const resolved = freshCondition(instance, "GraphResolved");
  const resources = freshCondition(instance, "ResourcesReady");
  // KRO reports ERROR only when it could not do its own part: a child that isn't ready leaves it IN_PROGRESS.
  const failedToMake = text(instance.status, "state") === "ERROR" && release === null ? resources : undefined;
  const failed = [managed, resolved, failedToMake].find((condition) => condition?.status === "False");
  if (failed)
    return finding("bad", "KRO could not take it", {
      at: failed.lastTransitionTime,
      conditions,
      trouble: { quote: failed.message, said: nameOfObject(instance), at: failed.lastTransitionTime, waiting: false },
    });
  // Until all three speak of this generation, the release below may still be the one before.
  if (managed?.status === "True" && resolved?.status === "True" && resources !== undefined)
    return finding("ok", "KRO", { at: resolved.lastTransitionTime, conditions });
  return finding("now", "KRO has not looked at this version yet", { conditions });
}
