import "server-only";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { PortalCounts } from "@/lib/requests/portal-counts";

const KEY = Symbol.for("managed-services.metrics");

/** Node's own figures are collected once in a process, whichever copy of this module is asked. */
const processWide: typeof globalThis & { [KEY]?: Registry | undefined } = globalThis;

function processMetrics(): Registry {
  if (processWide[KEY] === undefined) {
    processWide[KEY] = new Registry();
    collectDefaultMetrics({ register: processWide[KEY] });
  }
  return processWide[KEY];
}

/** What each count is called in Prometheus, and what it says there. */
const GAUGES: Record<keyof PortalCounts, [name: string, help: string]> = {
  tenants: ["tenants", "Tenants on the live branch."],
  instances: ["instances", "Instances on the live branch."],
  openRequests: ["requests_open", "Requests that wait for a decision or a merge."],
  unreadableRequests: ["requests_unreadable", "Requests whose log can't be read."],
  chartProblems: ["chart_problems", "Problems that keep charts out of the catalogue."],
  foreignFiles: ["foreign_files", "Files of the releases repository that are no manifest."],
  clusterAnswers: ["cluster_up", "1 while the Kubernetes API answers, 0 while it doesn't. Absent where none is read."],
};

/**
 * The process's figures and the portal's counts in Prometheus' text format.
 * @param counts null while the portal can't be read: then `managed_services_up` is 0 and counts are absent.
 */
export async function metricsText(counts: PortalCounts | null): Promise<{ text: string; type: string }> {
  const register = new Registry();
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `managed_services_${name}`, help, registers: [register] }).set(value);
  gauge("up", "1 while the portal can read its releases repository and its charts.", counts === null ? 0 : 1);
  // The keys are those of PortalCounts, which Object.entries forgets.
  for (const [key, value] of Object.entries(counts ?? {}))
    if (value !== null) gauge(...GAUGES[key as keyof PortalCounts], Number(value));
  const all = Registry.merge([processMetrics(), register]);
  return { text: await all.metrics(), type: all.contentType };
}
