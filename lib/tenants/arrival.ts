import type { Observation } from "@/lib/cluster/port";
import { text } from "@/lib/cluster/trace/read";
import type { Desired } from "@/lib/domain/desired";
import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Releases, Snapshot } from "@/lib/releases/port";

/** Tells whether what main says of a target is in the revision that its Application has looked at. */
export type Arrival = (target: Target, desired: Desired | null, observation: Observation | null) => Promise<boolean>;

/**
 * Argo CD names the commit of main that it looked at, which is seldom the one that changed the file: it has arrived when
 * the file there is what main has. Git is asked once for each commit, however many targets are judged.
 */
export function arrivalOn(releases: Pick<Releases, "at">, main: Pick<Snapshot, "commit">): Arrival {
  const changes = new Map<string, Promise<ReadonlySet<string> | null>>();
  const changedSince = (revision: string) => {
    const known = changes.get(revision);
    if (known) return known;
    const asked = releases.at(revision).then((past) => past?.changed() ?? null);
    changes.set(revision, asked);
    return asked;
  };
  return async (target, desired, observation) => {
    const revision = text(observation?.application?.status, "sync", "revision");
    if (revision === "") return false;
    if (revision === desired?.commit || revision === main.commit) return true;
    const changed = await changedSince(revision);
    return changed !== null && !changed.has(pathOf(target));
  };
}
