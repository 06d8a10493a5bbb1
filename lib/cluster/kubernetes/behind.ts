import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { freshCondition, text } from "../trace/read";
import type { Look } from "./look";

const SOURCES = "source.toolkit.fluxcd.io/v1";

/**
 * What may know why an instance waits: the service's definition while KRO has not taken the instance, the chart and its
 * source while Flux has not installed it. Nothing is asked for where both are done.
 */
export async function behindOf(
  look: Look,
  service: string,
  { instance, release }: { instance: KubernetesObject | null; release: KubernetesObject | null },
): Promise<KubernetesObject[]> {
  const taken = instance !== null && freshCondition(instance, "GraphResolved")?.status === "True";
  const installed = release !== null && freshCondition(release, "Ready")?.status === "True";
  const [definition, sources] = await Promise.all([
    taken && release !== null
      ? null
      : look.object({ apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition", name: service, namespace: "" }),
    installed || release === null ? [] : sourcesOf(look, release),
  ]);
  return definition ? [definition, ...sources] : sources;
}

/** The chart that a release is made of (`spec.chartRef`, or the HelmChart that Flux makes of `spec.chart`), and where it comes from. */
async function sourcesOf(look: Look, release: KubernetesObject): Promise<KubernetesObject[]> {
  const home = release.metadata.namespace ?? "";
  const named = text(release.spec, "chartRef", "name");
  const [namespace = "", made = ""] = text(release.status, "helmChart").split("/");
  const name = named || made;
  const kind = text(release.spec, "chartRef", "kind") || "HelmChart";
  if (name === "") return [];
  const at = named === "" ? namespace : text(release.spec, "chartRef", "namespace") || home;
  const chart = await look.object({ apiVersion: SOURCES, kind, name, namespace: at });
  if (chart === null) return [];
  const from = text(chart.spec, "sourceRef", "kind");
  const source =
    from === ""
      ? null
      : await look.object({
          apiVersion: SOURCES,
          kind: from,
          name: text(chart.spec, "sourceRef", "name"),
          namespace: at,
        });
  return source ? [chart, source] : [chart];
}
