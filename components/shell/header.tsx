import type { ReactNode } from "react";
import { Brand } from "./brand";
import { type NavItem, NavLinks } from "./nav-links";

/**
 * The bar over every page: where one is, what waits, who one is. One row on a desk; on a phone the places get a row of
 * their own, so that nothing runs off the side at 320 px.
 */
export function Header({ nav, who }: { nav: readonly NavItem[]; who: ReactNode }) {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex min-h-14 max-w-[1228px] flex-wrap items-center gap-x-6 px-6 max-md:gap-x-3 max-md:px-4 max-md:pt-1.5">
        <Brand />
        {nav.length > 0 && (
          <nav
            aria-label="Main"
            className="max-md:order-last max-md:-mx-1.5 max-md:w-[calc(100%+0.75rem)] max-md:pb-1.5"
          >
            <NavLinks items={nav} />
          </nav>
        )}
        <div className="ml-auto">{who}</div>
      </div>
    </header>
  );
}

/** The first thing that the keyboard reaches: past the bar, to the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-10 focus:rounded-md focus:bg-accent! focus:px-3.5! focus:py-2! focus:text-accent-ink"
    >
      Skip to the page
    </a>
  );
}

/** The places of the portal for one person, with what waits in each. */
export function placesFor(person: { platformAdmin: boolean }, waits: { news: number; toDecide: number }): NavItem[] {
  return [
    { href: "/", text: "Catalogue" },
    { href: "/requests", text: "Requests", count: waits.news, counted: "with news" },
    { href: "/tenants", text: "Tenants" },
    ...(person.platformAdmin ? [{ href: "/admin", text: "Admin", count: waits.toDecide, counted: "to decide" }] : []),
  ];
}
