/** While something is under way, and right after something changed: milliseconds. */
const SOON = 2_000;
/** A page that nothing happens on is asked for no more often than this. */
const RARELY = 30_000;
/** Pages that show everybody's: something happens on them all the time. */
const LISTS: readonly string[] = ["/tenants", "/admin", "/admin/instances"];

/** Milliseconds until the next look, after `quiet` looks that found nothing new; `told`: somebody says when there is. */
export function nextDelay(quiet: number, moving: boolean, told: boolean): number {
  if (moving) return SOON;
  return told ? RARELY : Math.min(RARELY, SOON * 1.3 ** quiet);
}

/** Milliseconds until a page may be rendered again for news, after `since` milliseconds: it stays readable meanwhile. */
export function nextRefresh(path: string, since: number): number {
  return Math.max(0, (LISTS.includes(path) ? 5_000 : 1_000) - since);
}
