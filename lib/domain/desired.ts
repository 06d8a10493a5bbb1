import type { ReleaseObject } from "./chart-object";
import type { JsonObject } from "./json";
import type { Service } from "./service";

/** Why no cluster takes a manifest as it stands. */
export interface Refusal {
  /**
   * `unread`: Argo CD can't read the file · `nothing`: Argo CD finds no manifest in it · `refused`: the Kubernetes API
   * refuses what it asks for.
   */
  kind: "unread" | "nothing" | "refused";
  /** In the words of the system that refuses; empty for `nothing`. */
  message: string;
}

/** How deep composites lie in each other above and below an instance. */
export interface Layers {
  /** Composites that it is a part of: 0 for what Git has a manifest of, 1 for a composite's child. */
  above: number;
  /** Layers of children below it: 0 for what has none. */
  below: number;
}

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
  /**
   * Why no cluster takes this version; absent when it is taken or nobody judged it. Where set, `values`, `objects` and
   * `createdAt` are those of the last version that was taken, if there was one.
   */
  refusal?: Refusal;
  /** What its release consists of, as the chart makes it of the values; empty when nobody read them. */
  objects: ReleaseObject[];
  /** Where it stands among composites; absent for what is no composite and no part of one. */
  composed?: Layers;
  /** The chart behind it. */
  service: Pick<Service, "name" | "kind" | "chartVersion">;
}
