import type { DriftView } from "@/lib/domain/tenant-views";

const UNKNOWN: Record<Extract<DriftView, { is: "unknown" }>["why"], string> = {
  away: "The cluster can’t be asked at the moment, so nobody can say whether it has what Git states.",
  forbidden: "The portal may not read this kind in the cluster, so it can’t be compared with Git.",
  absent: "The cluster doesn’t have the resource, so there is nothing to compare.",
  unreadable: "The file can’t be read as a manifest, so it can’t be compared with the cluster.",
};

/** Whether the cluster has what the manifest states, in a sentence or two. */
export function driftSentence(drift: DriftView, simulated: boolean): string {
  if (drift.is === "unknown") return UNKNOWN[drift.why];
  const acted = simulated ? " The cluster is simulated: this compares with what it acts out." : "";
  const differing = drift.fields.length + drift.more;
  if (differing === 0) return `The cluster has everything as the manifest states it.${acted}`;
  const fields = differing === 1 ? "1 field differs" : `${differing} fields differ`;
  return drift.onItsWay
    ? `${fields}: Argo CD has not brought this version of the manifest into the cluster yet.${acted}`
    : `${fields} from what the manifest states, although Argo CD calls it synced. Somebody may have changed the resource in the cluster by hand: ask them to change the manifest instead.${acted}`;
}
