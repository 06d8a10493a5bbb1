import Link from "next/link";

/** One step of the way here; the last has no link: it is the page itself. */
export interface Crumb {
  text: string;
  href?: string;
}

/** The way to this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-sm text-muted">
      <ol className="flex flex-wrap gap-x-2">
        {crumbs.map((crumb, place) => (
          <li key={`${place} ${crumb.text}`} className="flex items-center gap-x-2">
            {place > 0 && <span aria-hidden="true">/</span>}
            {crumb.href === undefined ? (
              <span aria-current="page">{crumb.text}</span>
            ) : (
              <Link href={crumb.href} prefetch={false} className="link inline-block py-0.5">
                {crumb.text}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
