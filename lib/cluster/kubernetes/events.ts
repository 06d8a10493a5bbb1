import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesEvent, KubernetesObject } from "@/lib/domain/kubernetes";
import { at, number, text } from "../trace/read";
import type { Look } from "./look";

/** Objects whose events are asked for: each costs a question. */
const MOST_ASKED = 20;
/** Events that a page shows. */
const MOST_SHOWN = 100;

/** What happened to objects lately, newest first. */
export async function eventsAbout(look: Look, objects: readonly KubernetesObject[]): Promise<KubernetesEvent[]> {
  const found = await Promise.all(objects.slice(0, MOST_ASKED).map((object) => look.eventsAbout(object)));
  return found
    .flat()
    .map(eventFrom)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, MOST_SHOWN);
}

/** A core/v1 Event. Newer senders fill in `series` and `eventTime` instead of `count` and `lastTimestamp`. */
function eventFrom(json: JsonObject): KubernetesEvent {
  const series = at(json, "series");
  const when =
    text(series, "lastObservedTime") ||
    text(json, "lastTimestamp") ||
    text(json, "eventTime") ||
    text(json, "firstTimestamp") ||
    text(json, "metadata", "creationTimestamp");
  return {
    about: `${text(json, "involvedObject", "kind")}/${text(json, "involvedObject", "name")}`,
    type: text(json, "type") === "Warning" ? "Warning" : "Normal",
    reason: text(json, "reason"),
    message: text(json, "message"),
    // Microseconds are no use to anybody here, and times are compared as texts.
    at: when.replace(/\.\d+Z$/, "Z"),
    count: number(series, "count") ?? number(json, "count") ?? 1,
  };
}
