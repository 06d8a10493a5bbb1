import { FLAGS, type FlagCode } from "@/lib/domain/flag";
import { requestNumberIn } from "@/lib/domain/request-number";

export interface AdminQuery {
  /** The selected request; null lets the page choose the first. */
  selected: number | null;
  q: string;
  flag: FlagCode | null;
}

/** The address of the review page with a selection and filters; what is at its default stays out of it. */
export function adminHref({ selected, q, flag }: AdminQuery): string {
  const query = new URLSearchParams();
  if (flag !== null) query.set("flag", flag);
  if (q !== "") query.set("q", q);
  if (selected !== null) query.set("request", String(selected));
  return query.size === 0 ? "/admin" : `/admin?${query.toString()}`;
}

/** Reads such an address again; what makes no sense is the default. */
export function adminQuery(params: Record<string, string | string[] | undefined>): AdminQuery {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  return {
    selected: requestNumberIn(one("request")),
    q: one("q").trim().slice(0, 200),
    flag: FLAGS.find((code) => code === one("flag")) ?? null,
  };
}
