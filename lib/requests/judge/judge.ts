import type { Problem } from "@/lib/domain/problem";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";
import { fileFits } from "./file-fits";
import { fixedStays } from "./fixed-stays";
import { clusterProblems, nameIsFree } from "./name-is-free";
import { namesFit } from "./names-fit";
import { nothingLeftBehind } from "./nothing-left-behind";
import { platformOwned } from "./platform-owned";
import type { Phase, Proposal } from "./proposal";
import { requesterMay } from "./requester-may";
import { serviceIsOffered } from "./service-is-offered";
import { tenantIsThere } from "./tenant-is-there";

/** Everything that is wrong with a proposal, all at once. */
export interface Verdict {
  problems: Problem[];
  /** False when the cluster couldn't be asked whether the name is free. */
  clusterAsked: boolean;
}

const PHASES: readonly Phase[] = [
  serviceIsOffered,
  requesterMay,
  tenantIsThere,
  namesFit,
  nameIsFree,
  nothingLeftBehind,
  fileFits,
  fixedStays,
  platformOwned,
];

/** Judges what main would become. The same when a request is sent, looked at and merged, so that none of them can differ. */
export async function judge(deps: Deps, ground: Ground, proposal: Proposal): Promise<Verdict> {
  const judged = { deps, ground, proposal };
  const [inCluster, ...problems] = await Promise.all([
    clusterProblems(judged),
    ...PHASES.map(async (phase) => phase(judged)),
  ]);
  // What main already has is in the cluster because of that: one sentence about it is enough.
  const known = problems.flat();
  const more = known.some(({ code }) => code === "name-taken") ? [] : (inCluster ?? []);
  return { problems: [...known, ...more], clusterAsked: inCluster !== null };
}
