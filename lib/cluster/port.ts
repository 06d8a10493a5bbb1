import type { KubernetesEvent, KubernetesObject } from "@/lib/domain/kubernetes";
import type { OptionKind } from "@/lib/domain/option-kinds";
import type { Target } from "@/lib/domain/target";

/** What the portal reads its status from, and whether it can. */
export interface ClusterState {
  /** `simulated` is said on every page that shows status. */
  mode: "simulated" | "kubernetes";
  /** Null while it answers; otherwise since when (ISO 8601, UTC) it does not, and why. */
  unreachable: { since: string; why: string } | null;
}

/** Something that is there, or may be, but of which the portal reads no more than its name. */
export interface Unread {
  kind: string;
  /** Empty where not even that is known. */
  name: string;
  /** `secret`: the portal reads none · `forbidden`: its account may not read the kind. */
  why: "secret" | "forbidden";
}

/** The objects that one target's story is told from. What is absent is null or empty: absence is a fact too. */
export interface Observation {
  /** ISO 8601, UTC: when it was read. */
  at: string;
  /** Argo CD's Application. */
  application: KubernetesObject | null;
  /** The custom resource itself, with KRO's status. */
  instance: KubernetesObject | null;
  /** Flux's HelmRelease. */
  release: KubernetesObject | null;
  /** What the release installed, workloads included; empty at depth `summary`. */
  objects: KubernetesObject[];
  /** Pods of those workloads; empty at depth `summary`. */
  pods: KubernetesObject[];
  /** Newest first; empty at depth `summary`. */
  events: KubernetesEvent[];
  /** What may know why the chain waits although it is no hop: the service's definition, its chart and the chart's source. */
  behind: KubernetesObject[];
  /** What is not read. */
  unread: Unread[];
}

/** A program that the platform stands on, as its Deployment or StatefulSet tells of it. */
export interface Controller {
  system: "argocd" | "flux" | "kro";
  name: string;
  /** Its containers' images, as stated. */
  images: string[];
  /** Its label `app.kubernetes.io/version`; empty where it has none. */
  version: string;
  /** Pods. */
  wanted: number;
  ready: number;
}

/** What every instance stands on, for who mends it. */
export interface PlatformObservation {
  /** KRO's definitions, the platform's and any others. */
  definitions: KubernetesObject[];
  /** The kinds of the platform's own API that the cluster serves. */
  kinds: string[];
  /** What the cluster's own schema of each of them says of `values`; empty where it says nothing. */
  schemas: { kind: string; description: string }[];
  /** The custom resources of those kinds, all over the cluster. */
  instances: { kind: string; namespace: string; name: string }[];
  /** Flux's GitRepositories and HelmCharts in the control namespace. */
  sources: KubernetesObject[];
  /** Argo CD's Application of the definitions; null when there is none. */
  definitionsApplication: KubernetesObject | null;
  /** The tenants' and instances' Applications of which Argo CD states an error, as a list keeps them. */
  failedApplications: KubernetesObject[];
  /** What runs in the namespaces of Argo CD, Flux and KRO. */
  controllers: Controller[];
  /** What is not read. */
  unread: Unread[];
}

/** The cluster, read only. An unreachable one is a state, never an exception. */
export interface Cluster {
  state(): Promise<ClusterState>;
  /** `summary` is enough for a line in a list; `full` adds objects, pods and events. Null when the cluster can't be asked. */
  observe(target: Target, depth: "summary" | "full"): Promise<Observation | null>;
  /** What every instance stands on, or null when the cluster can't be asked, or is none. */
  platform(): Promise<PlatformObservation | null>;
  /** The names of a namespace's objects of one kind, or null when the cluster can't be asked. */
  names(kind: OptionKind, namespace: string): Promise<string[] | null>;
  /** Whether the target's resource (for a tenant also its namespace) exists, or null when that can't be asked. */
  exists(target: Target): Promise<boolean | null>;
  /**
   * Calls back soon after something happened, with the targets that may have another story now; with `null` when that
   * may be any (the cluster was lost, or is back). Says too much rather than too little.
   */
  changes(listener: (targets: readonly Target[] | null) => void): Following;
}

/** Somebody's wish to hear what happens. */
export interface Following {
  /** Says which targets' pages are open now, instead of those before: of them everything is told that a page shows. */
  open(targets: readonly Target[]): void;
  end(): void;
}
