import { describe, expect, it } from "vitest";
import { nextDelay, nextRefresh } from "./poll";

describe("a page that keeps itself true", () => {
  it("looks again soon while something is under way, however long it takes", () => {
    expect(nextDelay(0, true, false)).toBe(2_000);
    expect(nextDelay(500, true, true)).toBe(2_000);
  });

  it("looks less and less often while nothing happens, but never stops", () => {
    const delays = Array.from({ length: 40 }, (_, quiet) => nextDelay(quiet, false, false));
    expect(delays[0]).toBe(2_000);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays.at(-1)).toBe(30_000);
  });

  it("asks rarely by itself while it is told of changes", () => {
    expect(nextDelay(0, false, true)).toBe(30_000);
  });

  it("is rendered at once for news, but not again before it could be read", () => {
    expect(nextRefresh("/tenants/acme", 60_000)).toBe(0);
    expect(nextRefresh("/tenants/acme", 200)).toBe(800);
    expect(nextRefresh("/tenants", 200)).toBe(4_800);
  });
});
