import type { ClusterHealth } from "./cluster-health";
import type { PlatformMirror } from "./platform-mirror";
import type { GithubState } from "./pull-request";
import type { SchemaProblem } from "./schema-problem";
import type { UnreadableRequest } from "./unreadable-request";

/** The page /admin/health: what the portal knows of the platform's own parts, and what it can't know. */
export interface PlatformHealth {
  /** How many things need a hand. */
  unwell: number;
  /** What no list shows, because its tenant has no manifest: a sentence each. */
  withoutTenant: readonly string[];
  catalogue: {
    /** Charts that can be requested. */
    offered: { name: string; title: string; chartVersion: string }[];
    /** What keeps other charts out. */
    problems: SchemaProblem[];
    /** ISO 8601, UTC. */
    readAt: string;
    /** Null where the files beside the portal are read. */
    mirror: PlatformMirror | null;
  };
  releases: {
    repository: string;
    branch: string;
    /** The commit that every page stands on, and when it was made: ISO 8601, UTC. */
    commit: string;
    committedAt: string;
    tenants: number;
    instances: number;
    openRequests: number;
    /** Requests whose log can't be read. */
    unreadable: readonly UnreadableRequest[];
    /** Files that are no manifest. */
    foreign: readonly string[];
    /** Null where the portal keeps the repository itself. */
    github: (GithubState & { problems: readonly string[] }) | null;
  };
  cluster: {
    simulated: boolean;
    unreachable: { since: string; why: string } | null;
    /** What has ended by itself of a cluster on this machine, each a sentence. */
    fallen: readonly string[];
    /** What every instance stands on there; null when that can't be asked, or the cluster is a simulated one. */
    health: ClusterHealth | null;
  };
}
