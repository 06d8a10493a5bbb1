/** One page of a list. */
export interface Paged<Item> {
  items: Item[];
  total: number;
  /** From 1; a page that doesn't exist is the nearest one that does. */
  page: number;
  pages: number;
}

/** Cuts one page out of a list. */
export function pageOfList<Item>(all: readonly Item[], page: number, size: number): Paged<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { items: all.slice((at - 1) * size, at * size), total: all.length, page: at, pages };
}

/** True when every word of `q` is in `text`, whatever the case. An empty `q` matches everything. */
export function matches(text: string, q: string): boolean {
  const where = text.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
