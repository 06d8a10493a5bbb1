import type { KubernetesObject } from "@/lib/domain/kubernetes";

/** What a release brought: what Helm applied, what controllers made of it, and the pods at the end. */
export interface Installed {
  /** What Helm applied itself: Flux's inventory. */
  applied: KubernetesObject[];
  /** What controllers made of it: ReplicaSets, claims for volumes, what an operator makes. */
  derived: KubernetesObject[];
  pods: KubernetesObject[];
}

/** An object without what its controller says of it. */
export type Base = Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">;
