import type { StoryState } from "@/lib/domain/status";
import { INSTANCE_SORTS, type InstanceQuery } from "@/lib/domain/tenant-views";

/** The states that a list can be narrowed to; `gone` is in none, because what is gone is in no list. */
export const LISTED_STATES: readonly StoryState[] = ["broken", "progressing", "ready", "deleting", "unknown"];

type Params = Record<string, string | string[] | undefined>;

const one = (params: Params, name: string) => [params[name]].flat()[0] ?? "";

function pageOf(params: Params): number {
  const page = Number(one(params, "page"));
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** Reads the address of the list of tenants; what makes no sense is the default. */
export function tenantsQuery(params: Params): { q: string; page: number } {
  return { q: one(params, "q").trim().slice(0, 200), page: pageOf(params) };
}

/** The address of one view of the list of tenants; what is at its default stays out of it. */
export function tenantsHref({ q, page }: { q: string; page: number }): string {
  return hrefOf("/tenants", [
    ["q", q],
    ["page", page > 1 ? String(page) : ""],
  ]);
}

/** Reads the address of a tenant's page. */
export function instancesQuery(params: Params): InstanceQuery {
  return {
    q: one(params, "q").trim().slice(0, 200),
    state: LISTED_STATES.find((state) => state === one(params, "state")) ?? null,
    sort: INSTANCE_SORTS.find((sort) => sort === one(params, "sort")) ?? "name",
    page: pageOf(params),
  };
}

/** The address of one view of a tenant's instances. */
export function instancesHref(tenant: string, { q, state, sort, page }: InstanceQuery): string {
  return hrefOf(`/tenants/${tenant}`, [
    ["q", q],
    ["state", state ?? ""],
    ["sort", sort === "name" ? "" : sort],
    ["page", page > 1 ? String(page) : ""],
  ]);
}

function hrefOf(path: string, pairs: [string, string][]): string {
  const query = new URLSearchParams(pairs.filter(([, value]) => value !== ""));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
