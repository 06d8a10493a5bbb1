import type { Observation } from "@/lib/cluster/port";
import { isObject } from "@/lib/domain/json";
import { amountOf, remainingOf } from "@/lib/domain/quantity";
import type { StatusView } from "@/lib/domain/status-views";
import type { QuotaUse, QuotaView } from "@/lib/domain/tenant-views";

/** What a tenant's ResourceQuotas say is used and left, in their own order, or why nobody can say. */
export function quotaOf({
  status,
  observation,
}: {
  status: Pick<StatusView, "simulated" | "unreachable">;
  observation: Pick<Observation, "objects" | "unread"> | null;
}): QuotaView {
  const nothing = (why: NonNullable<QuotaView["why"]>): QuotaView => ({ uses: [], why });
  if (status.unreachable !== null || observation === null) return nothing("away");
  const quotas = observation.objects.filter(({ kind }) => kind === "ResourceQuota");
  const uses = quotas.flatMap((quota) => usesOf(quota.status));
  if (uses.length > 0) return { uses, why: null };
  if (status.simulated) return nothing("simulated");
  if (observation.unread.some(({ kind, why }) => kind === "ResourceQuota" && why === "forbidden"))
    return nothing("forbidden");
  return nothing(quotas.length > 0 ? "uncounted" : "absent");
}

function usesOf(status: Observation["objects"][number]["status"]): QuotaUse[] {
  const [hard, used] = [status?.hard, status?.used];
  if (!isObject(hard) || !isObject(used)) return [];
  return Object.entries(hard).map(([resource, limit]) => {
    const [has, most] = [amountOf(used[resource]), amountOf(limit)];
    return {
      resource,
      used: said(used[resource]),
      hard: said(limit),
      free: remainingOf(limit, used[resource]),
      ratio: has === null || most === null || most === 0 ? null : has / most,
    };
  });
}

function said(quantity: unknown): string {
  return typeof quantity === "string" || typeof quantity === "number" ? String(quantity) : "0";
}
