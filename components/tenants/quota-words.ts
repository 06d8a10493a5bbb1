import type { QuotaUse } from "@/lib/domain/tenant-views";

/** What Kubernetes' names for what a quota counts mean. */
const NAMES: Readonly<Record<string, string>> = {
  "requests.cpu": "CPU, reserved",
  "limits.cpu": "CPU, at most",
  "requests.memory": "Memory, reserved",
  "limits.memory": "Memory, at most",
  "requests.storage": "Storage",
  pods: "Pods",
};

/** Above this share a limit is near. */
const NEAR = 0.8;

/** What a quota counts, in words where there are some: `limits.cpu` → "CPU, at most". */
export function resourceName(resource: string): string {
  return Object.hasOwn(NAMES, resource) ? (NAMES[resource] ?? resource) : resource;
}

/** True for what people look for first: what most quotas are about, and whatever is nearly used up. */
export function isShownFirst({ resource, ratio }: QuotaUse): boolean {
  return Object.hasOwn(NAMES, resource) || (ratio ?? 0) > NEAR;
}
