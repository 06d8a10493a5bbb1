import { describe, expect, it } from "vitest";
import { nextDelay } from "./poll";

describe("a page that keeps itself true", () => {
  it("looks again soon while something is under way, however long it takes", () => {
    expect(nextDelay(0, true)).toBe(2_000);
    expect(nextDelay(500, true)).toBe(2_000);
  });

  it("looks less and less often while nothing happens, but never stops", () => {
    const delays = Array.from({ length: 40 }, (_, quiet) => nextDelay(quiet, false));
    expect(delays[0]).toBe(2_000);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays.at(-1)).toBe(30_000);
  });
});
