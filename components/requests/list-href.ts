import { REQUEST_FILTERS, type RequestFilter } from "@/lib/domain/request-views";

/** The address of one view of the list; what is at its default stays out of it. */
export function listHref({ filter, q = "", page = 1 }: { filter: RequestFilter; q?: string; page?: number }): string {
  const query = new URLSearchParams();
  if (filter !== "open") query.set("filter", filter);
  if (q !== "") query.set("q", q);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/requests" : `/requests?${query.toString()}`;
}

/** Reads such an address again; what makes no sense is the default. `page` counts from 1. */
export function listQuery(params: Record<string, string | string[] | undefined>): {
  filter: RequestFilter;
  q: string;
  page: number;
} {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const page = Number(one("page"));
  return {
    filter: REQUEST_FILTERS.find((filter) => filter === one("filter")) ?? "open",
    q: one("q").trim().slice(0, 200),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}
