import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";

/** The top of a page: the way here, a heading that says how things are, one line below it, and what can be done. */
export function PageHead({
  crumbs,
  title,
  sub,
  actions,
}: {
  crumbs?: readonly Crumb[];
  title: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {/* A column that may be narrower than a long name, which then breaks. */}
      <div className="grid min-w-0 flex-[1_1_20rem] grid-cols-[minmax(0,1fr)] gap-1">
        {crumbs !== undefined && <Breadcrumbs crumbs={crumbs} />}
        {/* Focus lands here after a navigation that a script made. */}
        <h1 tabIndex={-1} className="break-words">
          {title}
        </h1>
        {sub !== undefined && <div className="max-w-[70ch] text-muted">{sub}</div>}
      </div>
      {actions !== undefined && <div className="flex min-w-0 flex-wrap items-center gap-2.5">{actions}</div>}
    </header>
  );
}

/** Two columns: what matters most, and beside it what goes with it. One below the other on a phone. */
export function Split({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={`grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] ${className ?? ""}`}
    >
      {children}
    </div>
  );
}
