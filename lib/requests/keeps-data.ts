import type { Service } from "@/lib/domain/service";

/** Workloads that come and go without leaving anything behind. */
const WITHOUT_DATA = new Set(["Deployment", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"]);

/** True when an instance has volumes, as far as its chart's workloads tell; an unknown kind of workload counts as one that does. */
export function keepsData(service: Pick<Service, "workloads">): boolean {
  return service.workloads.some(({ kind }) => !WITHOUT_DATA.has(kind));
}
