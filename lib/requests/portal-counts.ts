import { isOpen } from "@/lib/domain/request";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { unreadableRequests } from "./unreadable-requests";

/** How much of what there is. Numbers alone, with no name in them: whoever watches the portal need not sign in. */
export interface PortalCounts {
  tenants: number;
  instances: number;
  openRequests: number;
  /** Requests whose log can't be read. */
  unreadableRequests: number;
  /** What keeps charts out of the catalogue. */
  chartProblems: number;
  /** Files of the releases repository that are no manifest. */
  foreignFiles: number;
  /** Whether the cluster answers; null where none is read. */
  clusterAnswers: boolean | null;
}

/** Counts what the portal knows, for a monitoring system. */
export async function portalCounts(deps: Deps): Promise<PortalCounts> {
  const [{ main, problems, requests }, unreadable, { mode, unreachable }] = await Promise.all([
    readGround(deps),
    unreadableRequests(deps),
    deps.cluster.state(),
  ]);
  return {
    tenants: main.tenants().length,
    instances: main.instanceCount(),
    openRequests: requests.filter(({ state }) => isOpen(state)).length,
    unreadableRequests: unreadable.length,
    chartProblems: problems.length,
    foreignFiles: main.foreign().length,
    clusterAnswers: mode === "simulated" ? null : unreachable === null,
  };
}
