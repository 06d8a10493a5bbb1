import type { TenantList } from "@/lib/domain/tenant-views";

/** The heading of the list of tenants: how the person's tenants are, as a sentence. */
export function tenantsTitle(list: Pick<TenantList, "lines" | "q" | "total">, everybodys: boolean): string {
  const { lines, q, total } = list;
  const tenants = (count: number) => `${count} tenant${count === 1 ? "" : "s"}`;
  if (q !== "")
    return `${total === 0 ? "No tenant matches" : total === 1 ? "1 tenant matches" : `${tenants(total)} match`} “${q}”`;
  if (total === 0) return everybodys ? "There is no tenant yet" : "You have no tenant yet";
  const broken = lines.filter((line) => line.broken || line.status.state === "broken").length;
  if (broken > 0) return `${broken} of ${tenants(total)} ${broken === 1 ? "needs" : "need"} attention`;
  return everybodys ? tenants(total) : `You have ${tenants(total)}`;
}
