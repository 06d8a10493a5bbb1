import type { ClusterState } from "@/lib/cluster/port";
import type { ClusterHealth } from "@/lib/domain/cluster-health";
import type { PlatformHealth } from "@/lib/domain/platform-health";
import type { PlatformMirror } from "@/lib/domain/platform-mirror";
import { isOpen } from "@/lib/domain/request";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import type { Viewer } from "@/lib/domain/viewer";
import { clusterHealth, countClusterFaults } from "./cluster-health";
import type { Deps } from "./deps";
import { githubProblems } from "./github-problems";
import { type Ground, readGround } from "./ground";
import { requirePlatformAdmin } from "./rights";
import { unreadableRequests } from "./unreadable-requests";
import { withoutTenant } from "./without-tenant";

/**
 * How many things need a hand: problems of charts, files that are no manifest, requests that can't be read, a cluster that
 * doesn't answer, and what in it isn't as it should be.
 */
export function countUnwell(known: {
  problems: readonly SchemaProblem[];
  /** Absent where the files beside the portal are read. */
  mirror?: PlatformMirror | undefined;
  foreign: readonly string[];
  /** About the releases repository on GitHub. */
  github: readonly string[];
  unreadable: readonly UnreadableRequest[];
  unreachable: ClusterState["unreachable"];
  fallen: readonly string[];
  withoutTenant: readonly string[];
  health: ClusterHealth | null;
}): number {
  const { problems, mirror, foreign, github, unreadable, unreachable, fallen, withoutTenant, health } = known;
  return (
    problems.length +
    (mirror && (mirror.refused ?? mirror.away) !== null ? 1 : 0) +
    foreign.length +
    github.length +
    unreadable.length +
    fallen.length +
    withoutTenant.length +
    (unreachable === null ? 0 : 1) +
    (health === null ? 0 : countClusterFaults(health))
  );
}

/** What every instance stands on in the cluster; null when that can't be asked, or the cluster is a simulated one. */
export async function readClusterHealth(
  deps: Pick<Deps, "cluster">,
  ground: Pick<Ground, "services" | "platform">,
): Promise<ClusterHealth | null> {
  const observed = await deps.cluster.platform();
  return observed && clusterHealth(observed, ground);
}

/** What the portal knows of its own parts: the charts, the releases repository, the cluster. @throws PortalError `forbidden` */
export async function platformHealth(deps: Deps, viewer: Viewer): Promise<PlatformHealth> {
  requirePlatformAdmin(viewer);
  const ground = await readGround(deps);
  const [unreadable, { mode, unreachable }, health, homeless, github] = await Promise.all([
    unreadableRequests(deps),
    deps.cluster.state(),
    readClusterHealth(deps, ground),
    withoutTenant(deps, ground),
    deps.github?.state() ?? null,
  ]);
  const { main, platform, problems, readAt, mirror, requests, services } = ground;
  const foreign = main.foreign();
  const githubTrouble = githubProblems(github, platform.branch);
  const fallen = deps.fallen?.() ?? [];
  return {
    unwell: countUnwell({
      problems,
      mirror,
      foreign,
      github: githubTrouble,
      unreadable,
      unreachable,
      fallen,
      withoutTenant: homeless,
      health,
    }),
    withoutTenant: homeless,
    catalogue: {
      offered: services.map(({ name, title, chartVersion }) => ({ name, title, chartVersion })),
      problems,
      readAt,
      mirror: mirror ?? null,
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
      github: github && { ...github, problems: githubTrouble },
    },
    cluster: { simulated: mode === "simulated", unreachable, fallen, health },
  };
}
