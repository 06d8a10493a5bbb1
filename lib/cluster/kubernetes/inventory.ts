import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { list, text } from "../trace/read";

/** An object by its name alone. */
export interface Reference {
  apiVersion: string;
  kind: string;
  name: string;
  /** Empty for what lives in no namespace. */
  namespace: string;
}

/**
 * What a HelmRelease says it has installed (`status.inventory`, Flux helm-controller 1.5 or newer). An entry's id is
 * `<namespace>_<name>_<group>_<kind>`, in which a name's colons are written as two underscores (fluxcd/cli-utils).
 */
export function inventoryOf(release: KubernetesObject | null): Reference[] {
  return list(release?.status, "inventory", "entries").flatMap((entry) => {
    const parts = text(entry, "id").split("_");
    const kind = parts.pop();
    const group = parts.pop();
    const [namespace, ...rest] = parts;
    const name = rest.join("_").replaceAll("__", ":");
    if (kind === undefined || group === undefined || namespace === undefined || kind === "" || name === "") return [];
    const version = text(entry, "v") || "v1";
    return [{ apiVersion: group === "" ? version : `${group}/${version}`, kind, name, namespace }];
  });
}
