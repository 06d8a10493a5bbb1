import type { KubernetesObject } from "@/lib/domain/kubernetes";

/**
 * True for what a deletion leaves where it is: objects that Helm is told to keep, and claims for volumes that a
 * controller made and nothing owns. A claim with an owner goes with it, and one that Helm made goes with the release.
 */
export function staysBehind({ kind, metadata }: KubernetesObject): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  if (metadata.annotations?.["helm.sh/resource-policy"] === "keep") return true;
  const helms = metadata.annotations?.["meta.helm.sh/release-name"] !== undefined;
  return kind === "PersistentVolumeClaim" && !helms && (metadata.ownerReferences ?? []).length === 0;
}
