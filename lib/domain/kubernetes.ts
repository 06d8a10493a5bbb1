import type { JsonObject } from "./json";

/** Any Kubernetes object, read structurally: what every kind has, and the rest as JSON. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    /** ISO 8601, UTC. */
    creationTimestamp: string;
    deletionTimestamp?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string }[];
  };
  spec?: JsonObject;
  status?: JsonObject;
}

/** A `metav1.Condition`, as Argo CD, KRO, Flux and the workloads write it (fields that one of them lacks are absent). */
export interface Condition {
  type: string;
  status: "True" | "False" | "Unknown";
  reason: string;
  message: string;
  /** ISO 8601, UTC. */
  lastTransitionTime: string;
  observedGeneration?: number;
}

/** A core/v1 Event about one object. */
export interface KubernetesEvent {
  /** `Deployment/shop` */
  about: string;
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  /** ISO 8601, UTC: when it was last seen. */
  at: string;
  count: number;
}
