import type { Observation } from "@/lib/cluster/port";
import { labelOf } from "@/lib/domain/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { pointerOf } from "@/lib/domain/pointer";
import type { StatusView } from "@/lib/domain/status-views";
import type { DriftView } from "@/lib/domain/tenant-views";
import { contentOf, type Difference, driftBetween, liveText } from "@/lib/manifest/drift";

/** Fields that a page names; beyond them it says how many more differ. */
const NAMED = 30;
/** Letters of one value in the table: the texts beside it have all of it. */
const LETTERS = 200;

/**
 * How the resource in the cluster compares with the manifest on main.
 * @param kind the custom resource's
 * @param schema the chart's, for the fields' titles
 */
export function driftOf(
  { text, kind, schema }: { text: string; kind: string; schema: JsonObject },
  { status, observation }: { status: StatusView; observation: Observation | null },
): DriftView {
  if (status.unreachable !== null || observation === null) return { is: "unknown", why: "away" };
  const { instance, unread } = observation;
  if (instance === null) {
    const forbidden = unread.some((one) => one.kind === kind && one.why === "forbidden");
    return { is: "unknown", why: forbidden ? "forbidden" : "absent" };
  }
  const merged = contentOf(text);
  if (merged === null) return { is: "unknown", why: "unreadable" };
  const live = jsonOfObject(instance);
  const differences = driftBetween(merged, live);
  return {
    is: "compared",
    fields: differences.slice(0, NAMED).map(({ path, ...values }) => ({
      label: labelAt(schema, path),
      path: path.join("."),
      merged: said(values.merged),
      live: values.live === undefined ? null : said(values.live),
    })),
    more: Math.max(0, differences.length - NAMED),
    onItsWay: status.story.hops.some(({ id, state }) => id === "synced" && state !== "ok"),
    live: liveText(merged, live),
  };
}

function jsonOfObject({ apiVersion, kind, metadata, spec }: KubernetesObject): JsonObject {
  const { name, namespace, labels, annotations } = metadata;
  const head = { name, namespace, labels, annotations };
  const stated = Object.entries(head).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { apiVersion, kind, metadata: Object.fromEntries(stated), ...(spec === undefined ? {} : { spec }) };
}

function labelAt(schema: JsonObject, path: Difference["path"]): string {
  const [first, second, ...rest] = path;
  return first === "spec" && second === "values" && rest.length > 0
    ? labelOf(schema, pointerOf(rest))
    : (path.at(-1) ?? "");
}

function said(value: JsonValue): string {
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text;
}
