import type { StoryState } from "./status";
import type { InstanceLine, InstanceQuery } from "./tenant-views";

/** Which of all tenants' instances are shown. */
export interface AllInstancesQuery extends InstanceQuery {
  /** A service's name; empty for all. */
  service: string;
  /** A tenant's name; empty for all. */
  tenant: string;
}

/** How many instances something has, and how they are. */
export interface InstanceCount {
  /** A service's or a tenant's name. */
  name: string;
  /** What people call it. */
  title: string;
  total: number;
  broken: number;
  /** On their way, in or out. */
  moving: number;
  /** Whose state nobody knows. */
  unknown: number;
}

/** The page /admin/instances: everybody's instances, what fails first. */
export interface AllInstances {
  lines: (InstanceLine & { tenant: string })[];
  query: AllInstancesQuery;
  /** How many match the query. */
  matching: number;
  total: number;
  page: number;
  pages: number;
  states: Record<StoryState, number>;
  /** What fails most first, then what there is most of. */
  services: InstanceCount[];
  /** The same of tenants: the first of them. */
  tenants: InstanceCount[];
  /** How many tenants with instances there are in all. */
  tenantsInAll: number;
  simulated: boolean;
  /** Since when (ISO 8601, UTC) the cluster can't be asked, and why; null while it answers. */
  unreachable: { since: string; why: string } | null;
}
