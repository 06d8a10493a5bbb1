import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Observation } from "../port";
import type { Trouble } from "./finding";
import { freshCondition, nameOfObject } from "./read";

/** Why KRO does not accept the service's definition; null when it does, or when nobody looked. */
export function definitionTrouble({ behind }: Pick<Observation, "behind">): Trouble | null {
  const definition = behind.find(({ kind }) => kind === "ResourceGraphDefinition");
  // The first two say more than the last, which sums up.
  return definition ? refusalIn(definition, ["GraphAccepted", "KindReady", "Ready"]) : null;
}

/**
 * Why Flux has no chart to install: the source behind it first, because the chart only waits for that. A chart that is
 * there can be installed, also while its source is away.
 */
export function sourceTrouble({ behind }: Pick<Observation, "behind">): Trouble | null {
  const sources = behind.filter(({ apiVersion }) => apiVersion.startsWith("source.toolkit.fluxcd.io/"));
  const charts = sources.filter(({ kind }) => kind === "HelmChart");
  if (charts.some((chart) => freshCondition(chart, "Ready")?.status === "True")) return null;
  const others = sources.filter(({ kind }) => kind !== "HelmChart");
  return [...others, ...charts].map((one) => refusalIn(one, ["Ready"])).find((one) => one !== null) ?? null;
}

/** The first of some conditions that is False of the version that is there, with what it says. */
export function refusalIn(object: KubernetesObject, types: readonly string[]): Trouble | null {
  for (const type of types) {
    const condition = freshCondition(object, type);
    if (condition?.status === "False")
      return { quote: condition.message, said: nameOfObject(object), at: condition.lastTransitionTime, waiting: false };
  }
  return null;
}
