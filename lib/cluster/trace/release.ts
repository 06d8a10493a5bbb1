import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { sourceTrouble } from "./behind";
import { type Context, type Finding, finding, isForbidden, NOT_PERMITTED, type Trouble } from "./finding";
import { conditionsOf, freshCondition, list, nameOfObject, text } from "./read";

/** Reasons of Flux that pass by themselves once something else is there. */
const WAITS = new Set(["DependencyNotReady", "SourceNotReady", "ArtifactNotReady", "HelmChartNotReady"]);

/** Words of a release that failed only because what it installed never became ready. */
const WAITED_IN_VAIN = /context deadline exceeded|timed? ?out|not ready\. status/i;

/** The note of a release that Flux works on. */
export const INSTALLING = "Flux installs it";

/** Has Flux installed this version? */
export function release({ observation, desired }: Context): Finding {
  const { release: helm, instance } = observation;
  if (helm === null && isForbidden(observation, "HelmRelease")) return finding("unknown", NOT_PERMITTED);
  if (helm === null) return finding("now", "KRO has not made the release yet", { trouble: waitOf(instance) });
  const conditions = conditionsOf(helm);
  const stalled = freshCondition(helm, "Stalled");
  const ready = freshCondition(helm, "Ready");
  const said = nameOfObject(helm);
  const source = ready?.status === "True" ? null : sourceTrouble(observation);
  if (source !== null)
    return finding("bad", "Flux can't get the chart", { at: source.at, conditions, trouble: source });
  if (stalled?.status === "True") {
    const quote = ready?.status === "False" ? ready.message : stalled.message;
    const at = stalled.lastTransitionTime;
    return finding("bad", "Flux has given up", { at, conditions, trouble: { quote, said, at, waiting: false } });
  }
  if (ready?.status === "False") {
    const waiting = WAITS.has(ready.reason);
    const trouble: Trouble = { quote: ready.message, said, at: ready.lastTransitionTime, waiting };
    return finding(waiting ? "now" : "bad", waiting ? "Flux waits" : "Flux could not install it", {
      at: ready.lastTransitionTime,
      conditions,
      trouble,
    });
  }
  if (ready?.status !== "True") {
    const note = ready === undefined ? "Flux has not looked at this version yet" : INSTALLING;
    const trouble =
      ready === undefined ? null : { quote: ready.message, said, at: ready.lastTransitionTime, waiting: true };
    return finding("now", note, { at: ready?.lastTransitionTime ?? null, conditions, trouble });
  }
  if (instance === null && isForbidden(observation, desired.service.kind))
    return finding("ok", "Flux", { at: ready.lastTransitionTime, conditions });
  // A definition may hold more than the release: ready is what KRO calls ready.
  const whole = instance === null ? undefined : freshCondition(instance, "ResourcesReady");
  if (whole?.status !== "True")
    return finding("now", "KRO checks it", { at: ready.lastTransitionTime, conditions, trouble: waitOf(instance) });
  return finding("ok", "Flux", { at: ready.lastTransitionTime, conditions });
}

/** What KRO says it waits for. */
function waitOf(instance: KubernetesObject | null): Trouble | null {
  const waits = instance === null ? undefined : freshCondition(instance, "ResourcesReady");
  if (instance === null || waits?.status !== "False") return null;
  return { quote: waits.message, said: nameOfObject(instance), at: waits.lastTransitionTime, waiting: true };
}

/** True when the release failed only because it waited for its objects in vain: they know the reason. */
export function waitedInVain(found: Finding): boolean {
  const gaveUp = found.conditions.some((one) => one.type === "Stalled" && one.status === "True");
  return found.state === "bad" && !gaveUp && WAITED_IN_VAIN.test(found.trouble?.quote ?? "");
}

/** True when Helm has installed a version of this release before the one under way. */
export function hasVersionBefore(helm: KubernetesObject | null): boolean {
  return list(helm?.status, "history").some((one) => ["deployed", "superseded"].includes(text(one, "status")));
}
