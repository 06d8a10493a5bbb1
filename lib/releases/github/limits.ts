import Bottleneck from "bottleneck";

/**
 * How many writes GitHub takes in a minute: 900 points, of which each costs five; and 80 that tell people of something. The
 * first of a minute go at once, so that nobody waits for what twenty people do; the rest as they come in again. So no minute
 * sees more than both together.
 */
const WRITES = { atOnce: 90, more: 3, every: 2_000 };
const NOTIFICATIONS = { atOnce: 40, more: 2, every: 3_000 };

/** The queues in which writes wait, for the throttling plugin: each write in the first, what tells people also in the second. */
export function writeLimits(): { write: Bottleneck.Group; notifications: Bottleneck.Group } {
  return { write: groupOf(WRITES), notifications: groupOf(NOTIFICATIONS) };
}

function groupOf({ atOnce, more, every }: typeof WRITES): Bottleneck.Group {
  return new Bottleneck.Group({
    maxConcurrent: 1,
    reservoir: atOnce,
    reservoirIncreaseAmount: more,
    reservoirIncreaseInterval: every,
    reservoirIncreaseMaximum: atOnce,
  });
}
