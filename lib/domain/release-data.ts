import type { ReleaseObject } from "./chart-object";

/** What becomes of a release's data when the release is deleted; `none` when it has none of its own. */
export type DataFate = "goes" | "stays" | "none";

/** Custom resources that are known to hold nothing but instructions. */
const INSTRUCTIONS = new Set([
  "ScheduledBackup",
  "ObjectStore",
  "ServiceMonitor",
  "PodMonitor",
  "PrometheusRule",
  "Certificate",
  "Issuer",
  "ExternalSecret",
  "IngressRoute",
  "VirtualService",
]);

/**
 * What becomes of the data. Claims for volumes tell; behind a custom resource there is an operator of which nobody
 * knows what it keeps, so it counts as one that holds data and takes it along.
 */
export function dataFate(objects: readonly ReleaseObject[]): DataFate {
  const fates = objects.flatMap(({ apiVersion, kind, claims, claimsStay, kept }): DataFate[] => {
    if (kind === "PersistentVolumeClaim") return [kept ? "stays" : "goes"];
    if (claims.length > 0) return [claimsStay ? "stays" : "goes"];
    return isCustomResource(apiVersion) && !INSTRUCTIONS.has(kind) ? ["goes"] : [];
  });
  return fates.includes("goes") ? "goes" : (fates[0] ?? "none");
}

/** True for API groups with a domain that isn't Kubernetes' own. */
export function isCustomResource(apiVersion: string): boolean {
  const [group = "", version] = apiVersion.split("/");
  return version !== undefined && group.includes(".") && !group.endsWith(".k8s.io");
}
