import type { ReactNode } from "react";

/** Entries that a list shows at most: whoever has mended these sees the next. */
const MOST = 30;

/** The first entries of a list, and how many more there are: a file by hand may have thousands of things wrong. */
export function FirstFew<Item>({ items, children }: { items: readonly Item[]; children: (item: Item) => ReactNode }) {
  const more = items.length - MOST;
  return (
    <>
      {items.slice(0, MOST).map(children)}
      {more > 0 && <li>and {more} more</li>}
    </>
  );
}
