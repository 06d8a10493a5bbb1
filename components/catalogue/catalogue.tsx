"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, type SubmitEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { useCatchUp } from "@/components/ui/use-alive";
import type { CatalogueCard } from "@/lib/domain/catalogue-views";
import { matchCards, matchText } from "./match-cards";
import { ServiceCard } from "./service-card";

/**
 * The catalogue with its search. It is drawn on the server and only filters in the browser; the query stays in the address,
 * so that going back finds it again. Enter opens the first match, Escape clears.
 */
export function Catalogue({
  cards,
  query,
  lead,
  children,
}: {
  cards: readonly CatalogueCard[];
  query: string;
  lead: ReactNode;
  /** What stands between the head and the cards. */
  children?: ReactNode;
}) {
  const router = useRouter();
  const [typed, setTyped] = useState(query);
  const found = matchCards(cards, typed);
  const search = useCatchUp<HTMLFormElement>();

  useEffect(() => {
    const address = new URL(window.location.href);
    if (typed.trim() === "") address.searchParams.delete("q");
    else address.searchParams.set("q", typed);
    if (address.href !== window.location.href) window.history.replaceState(null, "", address);
  }, [typed]);

  const open = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [first] = found;
    if (first !== undefined && typed.trim() !== "") router.push(first.href);
  };

  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <div className="min-w-0 flex-[1_1_20rem]">{lead}</div>
        <form
          ref={search}
          action="/"
          role="search"
          onSubmit={open}
          className="grid flex-[0_1_22rem] gap-1 max-sm:flex-[1_1_100%]"
        >
          <label htmlFor="q" className="flex justify-between gap-3 text-sm text-muted">
            Search services
            <span role="status" className="tabular-nums">
              {typed.trim() === "" ? (
                <span className="sr-only">{matchText(found.length, cards.length, typed)}</span>
              ) : (
                matchText(found.length, cards.length, typed)
              )}
            </span>
          </label>
          <Input
            id="q"
            name="q"
            type="search"
            autoComplete="off"
            placeholder="database, cache, web …"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setTyped("");
            }}
          />
        </form>
      </div>
      {children}
      {found.length > 0 ? (
        <ul aria-label="Services" className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16.25rem),1fr))] gap-4">
          {found.map((card) => (
            <ServiceCard key={card.service} card={card} />
          ))}
        </ul>
      ) : cards.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState title="No service can be requested yet">
            A service appears here as soon as the platform repository has a chart with a values.schema.json.
          </EmptyState>
        </div>
      ) : (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState
            title={`No service matches “${typed.trim()}”`}
            actions={<Button onClick={() => setTyped("")}>Show all services</Button>}
          >
            Try a broader word, such as database or web. If the platform lacks what you need, ask the platform team for
            it.
          </EmptyState>
        </div>
      )}
    </>
  );
}
