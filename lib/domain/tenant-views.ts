import type { Problem } from "./problem";
import type { PersonView, RequestLine } from "./request-views";
import type { Right } from "./right";
import type { Owner, TenantRole } from "./roles";
import type { Service } from "./service";
import type { ObjectHealth, StoryState } from "./status";
import type { StatusLine, StatusView } from "./status-views";
import type { Target } from "./target";

/** A tenant in one line of a list. */
export interface TenantLine {
  name: string;
  href: string;
  /** The viewer's role; null for a platform admin who is no owner. */
  role: TenantRole | null;
  instances: number;
  status: StatusLine;
  /** "3 instances, all ready", "1 of 3 instances is broken", or how many where there are too many to ask for each. */
  health: string;
  /** True when an instance (or the tenant itself) is broken. */
  broken: boolean;
  /** True while it or one of its instances is on its way, in or out. */
  moving: boolean;
  openRequests: number;
  example: boolean;
}

/** The page /tenants. */
export interface TenantList {
  lines: TenantLine[];
  q: string;
  total: number;
  /** From 1. */
  page: number;
  pages: number;
  /** The viewer's own open requests for new tenants. */
  inTheMaking: RequestLine[];
  /** Files of the releases repository that are no manifest; for platform admins, else empty. */
  foreign: string[];
  /** True when the example is still there and the viewer may remove it. */
  exampleRemovable: boolean;
  simulated: boolean;
  unreachable: { since: string; why: string } | null;
}

/** An instance in one line of its tenant's table. */
export interface InstanceLine {
  service: string;
  serviceTitle: string;
  name: string;
  href: string;
  status: StatusLine;
  /** ISO 8601, UTC: the last merged change. */
  changedAt: string;
  openRequest: { number: number; href: string } | null;
}

/** One merged change of a manifest. */
export interface HistoryLine {
  commit: string;
  /** ISO 8601, UTC. */
  at: string;
  /** "instances 1 → 3", "Created", "Deleted", or the commit's subject for a change made by hand. */
  what: string;
  by: PersonView;
  /** Empty where nobody reviewed it. */
  reviewedBy: PersonView[];
  /** The request that made it; null for a commit made by hand. */
  request: { number: number; href: string } | null;
}

/** How much of one quota is used, as the cluster's ResourceQuota states it. */
export interface QuotaUse {
  /** `limits.cpu` */
  resource: string;
  used: string;
  hard: string;
  /** What is left, in the unit of `hard`; null when the quantities can't be compared. */
  free: string | null;
  /** 0 to 1 (more when overused); null when the quantities can't be compared. */
  ratio: number | null;
}

/** How much of a tenant's quota is used, or why that isn't known. */
export interface QuotaView {
  uses: QuotaUse[];
  /**
   * Null where it is known. The cluster can't be asked (`away`), the portal may not read quotas (`forbidden`), Kubernetes
   * hasn't counted yet (`uncounted`), there is none (`absent`), or the cluster is a simulated one, where nothing is used.
   */
  why: "away" | "forbidden" | "uncounted" | "absent" | "simulated" | null;
}

/** A manifest as main has it. */
export interface ManifestView {
  text: string;
  path: string;
  commit: string;
  /** ISO 8601, UTC. */
  changedAt: string;
}

/** What an instance is reached by and what that takes, as far as it is safe to show. */
export interface ConnectionView {
  addresses: {
    /** The part of a composite that it belongs to; empty for the instance's own. */
    of: string;
    /** `orders-postgres-rw.acme.svc:5432`, `https://shop.acme.apps.example.com` */
    address: string;
    /** "reads and writes"; empty where nobody says. */
    use: string;
    /** From where it can be reached. */
    from: "cluster" | "outside";
  }[];
  /** Where credentials lie: names alone. */
  secrets: { of: string; name: string; keys: string[]; use: string }[];
  /** Addresses for the outside whose hosts aren't known: Ingresses by their names. */
  unnamed: string[];
}

/** A field that the manifest states and of which the cluster has something else. */
export interface DriftField {
  /** What a person calls it: "Instances", "Backups › Schedule". */
  label: string;
  /** Where it stands: `spec.values.instances`. */
  path: string;
  merged: string;
  /** Null where the cluster has no such field. */
  live: string | null;
}

/**
 * How the resource in the cluster compares with what the manifest states. Unknown: the cluster can't be asked (`away`),
 * the portal may not read the kind (`forbidden`), the resource isn't there (`absent`), or the file is no YAML (`unreadable`).
 */
export type DriftView =
  | {
      is: "compared";
      /** Empty where nothing differs. */
      fields: DriftField[];
      /** How many more differ. */
      more: number;
      /** True while Argo CD still has to bring this version of the manifest into the cluster. */
      onItsWay: boolean;
      /** The resource as a manifest would state it, with what the API filled in. */
      live: string;
    }
  | { is: "unknown"; why: "away" | "forbidden" | "absent" | "unreadable" };

/** How a tenant's instances can be sorted: by service and name, by the newest change, by what needs attention first. */
export const INSTANCE_SORTS = ["name", "changed", "status"] as const;
export type InstanceSort = (typeof INSTANCE_SORTS)[number];

/** Which of a tenant's instances are shown. */
export interface InstanceQuery {
  /** Words that service or name must contain; empty for all. */
  q: string;
  /** Only those in this state; null for all. */
  state: StoryState | null;
  sort: InstanceSort;
  /** From 1. */
  page: number;
}

/** The page /tenants/[tenant]. */
export interface TenantView {
  name: string;
  role: TenantRole | null;
  example: boolean;
  status: StatusView;
  owners: Owner[];
  quota: QuotaView;
  instances: InstanceLine[];
  /** What `instances` is one page of: those that match the query. */
  query: InstanceQuery;
  /** How many match the query. */
  matching: number;
  /** How many instances in all. */
  total: number;
  page: number;
  pages: number;
  openRequests: RequestLine[];
  history: HistoryLine[];
  /** Null when the tenant was deleted (it may still be going away in the cluster). */
  manifest: ManifestView | null;
  /** What is wrong with the file as it stands: somebody edited it by hand, or the chart's schema changed. */
  problems: Problem[];
  can: { request: Right; edit: Right; remove: Right };
  links: { edit: string; remove: string };
  /** What can be requested into it. */
  services: Pick<Service, "name" | "title">[];
}

/** A child of a composite, as its page shows it: there is nothing to do with it but to look. */
export interface ChildView {
  /** `shop-database` */
  name: string;
  service: Pick<Service, "name" | "kind" | "title">;
  /** Its release in the cluster: `shop-database-postgres`. */
  releaseName: string;
  status: StatusLine;
  /** What it consists of and how each object is. */
  objects: ObjectHealth[];
}

/** The page /tenants/[tenant]/[service]/[name]. */
export interface InstanceView {
  target: Extract<Target, { type: "instance" }>;
  service: Pick<Service, "name" | "kind" | "title">;
  role: TenantRole | null;
  example: boolean;
  /** Its release in the cluster: `orders-postgres`. */
  releaseName: string;
  status: StatusView;
  /** Of a composite, and theirs after each that is one itself; empty for everything else. */
  children: ChildView[];
  /** Newest first. */
  history: HistoryLine[];
  /** Null when it was deleted (it may still be going away in the cluster). */
  manifest: ManifestView | null;
  /** The custom resource as the cluster has it, as JSON values; null when it isn't there or can't be asked. */
  live: string | null;
  /** Null when it was deleted: then nothing is stated. */
  drift: DriftView | null;
  /** Null while nothing of it is in the cluster, or that can't be asked. */
  connection: ConnectionView | null;
  openRequest: RequestLine | null;
  problems: Problem[];
  can: { edit: Right; remove: Right };
  links: { edit: string; remove: string };
}
