/** While something is under way, and right after something changed: milliseconds. */
const SOON = 2_000;
/** A page that nothing happens on is asked for no more often than this. */
const RARELY = 30_000;

/** Milliseconds until the next look, after `quiet` looks that found nothing new. */
export function nextDelay(quiet: number, moving: boolean): number {
  return moving ? SOON : Math.min(RARELY, SOON * 1.3 ** quiet);
}
