import { LinkButton } from "./button";

/** Earlier and later pages of a list; nothing when there is only one. `href` gives the address of a page, counted from 1. */
export function Pagination({
  page,
  pages,
  href,
  label,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
  label: string;
}) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3">
      <span>{page > 1 && <LinkButton href={href(page - 1)}>Previous page</LinkButton>}</span>
      <span className="text-sm text-muted tabular-nums">
        Page {page} of {pages}
      </span>
      <span>{page < pages && <LinkButton href={href(page + 1)}>Next page</LinkButton>}</span>
    </nav>
  );
}
