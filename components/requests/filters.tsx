import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { REQUEST_FILTERS, type RequestFilter, type RequestList } from "@/lib/domain/request-views";
import { listHref } from "./list-href";

const WORDS: Record<RequestFilter, string> = { open: "Open", mine: "Mine", ended: "Ended", all: "All" };

/** Which requests are listed: four views with their counts, and a search that keeps the view. Plain links and a plain form. */
export function RequestFilters({ list }: { list: Pick<RequestList, "filter" | "q" | "counts"> }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <nav aria-label="Which requests">
        <ul className="flex flex-wrap gap-1">
          {REQUEST_FILTERS.map((filter) => (
            <li key={filter}>
              <Link
                href={listHref({ filter, q: list.q })}
                prefetch={false}
                aria-current={filter === list.filter ? "true" : undefined}
                className="flex min-h-9 items-center gap-1.5 rounded-md border border-transparent px-3 text-muted no-underline hover:text-text aria-[current]:border-line aria-[current]:bg-surface aria-[current]:font-[550] aria-[current]:text-text"
              >
                {WORDS[filter]}
                <span className="text-sm text-muted tabular-nums">{list.counts[filter]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <form action="/requests" role="search" className="flex min-w-0 flex-[0_1_22rem] gap-2 max-sm:flex-[1_1_100%]">
        <input type="hidden" name="filter" value={list.filter} />
        <Input
          key={list.q}
          name="q"
          type="search"
          defaultValue={list.q}
          aria-label="Search requests"
          placeholder="tenant, name, number …"
        />
        <Button type="submit">Search</Button>
      </form>
    </div>
  );
}
