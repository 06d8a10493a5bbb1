import type { JsonObject } from "./json";
import type { Service } from "./service";

/** What Git wants of one tenant or instance: what the cluster is measured against. */
export interface Desired {
  /** The commit on main that last changed the manifest (of a removed one: that removed it). */
  commit: string;
  /** ISO 8601, UTC: when that commit reached main. */
  mergedAt: string;
  /** ISO 8601, UTC: when the manifest first reached main; absent when nobody looked it up. */
  createdAt?: string;
  /** ISO 8601, UTC: when the manifest left main. Set, it means: this should be gone. */
  removedAt?: string;
  /** The manifest's `spec.values`; empty when nobody read them. */
  values: JsonObject;
  /** The chart behind it. */
  service: Pick<Service, "name" | "kind" | "chartVersion" | "workloads">;
}
