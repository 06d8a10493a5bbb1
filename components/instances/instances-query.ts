import { instancesQuery } from "@/components/tenants/list-query";
import type { AllInstancesQuery } from "@/lib/domain/instances-views";
import { DNS_LABEL } from "@/lib/domain/path";
import { INSTANCE_SORTS } from "@/lib/domain/tenant-views";

/** Reads the address of the list of all instances; what makes no sense is the default. */
export function allInstancesQuery(params: Record<string, string | string[] | undefined>): AllInstancesQuery {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const named = (name: string) => (DNS_LABEL.test(one(name)) ? one(name) : "");
  return {
    ...instancesQuery(params),
    sort: INSTANCE_SORTS.find((sort) => sort === one("sort")) ?? "status",
    service: named("service"),
    tenant: named("tenant"),
  };
}

/** The address of one view of all instances; what is at its default, or left out, stays out of it. */
export function allInstancesHref({
  q = "",
  state = null,
  sort = "status",
  page = 1,
  service = "",
  tenant = "",
}: Partial<AllInstancesQuery>): string {
  const pairs: [string, string][] = [
    ["q", q],
    ["service", service],
    ["tenant", tenant],
    ["state", state ?? ""],
    ["sort", sort === "status" ? "" : sort],
    ["page", page > 1 ? String(page) : ""],
  ];
  const stated = new URLSearchParams(pairs.filter(([, value]) => value !== ""));
  return stated.size === 0 ? "/admin/instances" : `/admin/instances?${stated.toString()}`;
}
