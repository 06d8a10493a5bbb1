import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writeLimits } from "./limits";

const MINUTE = 60_000;

describe("the pace of writes", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it.each([
    ["write", 90, 180],
    ["notifications", 40, 80],
  ] as const)("%s: %i go at once, and no minute sees more than GitHub's %i", async (name, atOnce, most) => {
    const limiter = writeLimits()[name].key("portal");
    let done = 0;
    const all = Array.from({ length: 3 * most }, () =>
      limiter.schedule(() => {
        done += 1;
        return Promise.resolve();
      }),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toBe(atOnce);
    await vi.advanceTimersByTimeAsync(MINUTE - 1_000);
    expect(done).toBeLessThanOrEqual(most);
    // What may go doesn't wait longer than it has to.
    expect(done).toBeGreaterThan(0.95 * most);
    const before = done;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(done - before).toBeLessThanOrEqual(most - atOnce);
    expect(done - before).toBeGreaterThan(0.95 * (most - atOnce));
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    await Promise.all(all);
    expect(done).toBe(3 * most);
  });
});
