import type { ClusterState } from "@/lib/cluster/port";
import type { PlatformHealth } from "@/lib/domain/platform-health";
import { isOpen } from "@/lib/domain/request";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { requirePlatformAdmin } from "./rights";
import { unreadableRequests } from "./unreadable-requests";

/** How many things need a hand: problems of charts, files that are no manifest, requests that can't be read, a cluster that doesn't answer. */
export function countUnwell(known: {
  problems: readonly SchemaProblem[];
  foreign: readonly string[];
  unreadable: readonly UnreadableRequest[];
  unreachable: ClusterState["unreachable"];
}): number {
  return known.problems.length + known.foreign.length + known.unreadable.length + (known.unreachable === null ? 0 : 1);
}

/** What the portal knows of its own parts: the charts, the releases repository, the cluster. @throws PortalError `forbidden` */
export async function platformHealth(deps: Deps, viewer: Viewer): Promise<PlatformHealth> {
  requirePlatformAdmin(viewer);
  const [ground, unreadable, { mode, unreachable }] = await Promise.all([
    readGround(deps),
    unreadableRequests(deps),
    deps.cluster.state(),
  ]);
  const { main, platform, problems, readAt, requests, services } = ground;
  const foreign = main.foreign();
  return {
    unwell: countUnwell({ problems, foreign, unreadable, unreachable }),
    catalogue: {
      offered: services.map(({ name, title, chartVersion }) => ({ name, title, chartVersion })),
      problems,
      readAt,
    },
    releases: {
      repository: platform.releasesRepository,
      branch: platform.branch,
      commit: main.commit,
      committedAt: main.committedAt,
      tenants: main.tenants().length,
      instances: main.instanceCount(),
      openRequests: requests.filter(({ state }) => isOpen(state)).length,
      unreadable,
      foreign,
    },
    cluster: { simulated: mode === "simulated", unreachable },
  };
}
