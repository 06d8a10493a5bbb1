/** Whether a service's definition is in force in the cluster. */
export interface DefinitionHealth {
  /** The service's name, and what people call it. */
  service: string;
  title: string;
  /**
   * `accepted` KRO serves it as it stands and the API knows the kind · `waiting` KRO has not said so of this version yet ·
   * `refused` KRO says no · `unserved` KRO says yes, but the API doesn't know the kind · `stale` KRO says yes, but the
   * API's schema is an older one · `absent` there is none · `forbidden` the portal may not read all of it.
   */
  state: "accepted" | "stale" | "waiting" | "refused" | "unserved" | "absent" | "forbidden";
  /** KRO's own words where it refuses. */
  said: string;
  /** ISO 8601, UTC: since when KRO says so; null when nobody knows. */
  at: string | null;
}

/** Whether Flux has fetched what releases are made of. */
export interface SourceHealth {
  /** `GitRepository`, `HelmChart` */
  kind: string;
  name: string;
  state: "ready" | "waiting" | "failed";
  /** Flux's own words. */
  said: string;
  /** ISO 8601, UTC; null when nobody knows. */
  at: string | null;
}

/** An Application of which Argo CD states an error. */
export interface ApplicationTrouble {
  name: string;
  /** The page of what it belongs to; null for the platform's own. */
  href: string | null;
  said: string;
  /** ISO 8601, UTC; null when nobody knows. */
  at: string | null;
}

/** One of the systems that the platform stands on. */
export interface SystemHealth {
  /** "Argo CD" */
  name: string;
  namespace: string;
  /** What runs of it; `version` is null where neither image nor label tells. */
  parts: { name: string; version: string | null; wanted: number; ready: number }[];
  /** True when the portal may not read all of what runs there. */
  forbidden: boolean;
}

/** What every instance stands on, as the cluster tells it. */
export interface ClusterHealth {
  definitions: DefinitionHealth[];
  sources: SourceHealth[];
  /** Kinds of sources that the portal may not read. */
  sourcesForbidden: string[];
  /** The first of them. */
  applications: ApplicationTrouble[];
  /** How many there are in all. */
  applicationsInError: number;
  applicationsForbidden: boolean;
  systems: SystemHealth[];
}
