import type { Observation } from "@/lib/cluster/port";
import { isObject } from "@/lib/domain/json";
import { amountOf } from "@/lib/domain/quantity";
import type { QuotaUse } from "@/lib/domain/tenant-views";

/** What a tenant's ResourceQuotas say is used, in their own order. Empty when the cluster has none or can't be asked. */
export function quotaOf(observation: Pick<Observation, "objects"> | null): QuotaUse[] {
  return (observation?.objects ?? [])
    .filter(({ kind }) => kind === "ResourceQuota")
    .flatMap(({ status }) => {
      const [hard, used] = [status?.hard, status?.used];
      if (!isObject(hard) || !isObject(used)) return [];
      return Object.entries(hard).map(([resource, limit]) => {
        const [has, most] = [amountOf(used[resource]), amountOf(limit)];
        return {
          resource,
          used: said(used[resource]),
          hard: said(limit),
          ratio: has === null || most === null || most === 0 ? null : has / most,
        };
      });
    });
}

function said(quantity: unknown): string {
  return typeof quantity === "string" || typeof quantity === "number" ? String(quantity) : "0";
}
