import { describe, expect, it } from "vitest";
import { durationText, exactTime, relativeTime } from "./relative-time";

const NOW = "2026-11-23T12:00:00Z";

describe("relative time", () => {
  it.each([
    ["2026-11-23T11:59:30Z", "just now"],
    ["2026-11-23T11:59:00Z", "1 minute ago"],
    ["2026-11-23T11:56:00Z", "4 minutes ago"],
    ["2026-11-23T11:00:00Z", "1 hour ago"],
    ["2026-11-23T02:00:00Z", "10 hours ago"],
    ["2026-11-22T12:00:00Z", "1 day ago"],
    ["2026-11-02T12:00:00Z", "3 weeks ago"],
    ["2026-08-23T12:00:00Z", "3 months ago"],
    ["2024-11-23T12:00:00Z", "2 years ago"],
    ["2026-11-23T14:00:00Z", "in 2 hours"],
  ])("tells %s as “%s”", (iso, text) => {
    expect(relativeTime(iso, NOW)).toBe(text);
  });

  it("gives a text that is no date back as it is", () => {
    expect(relativeTime("yesterday", NOW)).toBe("yesterday");
    expect(exactTime("yesterday")).toBe("yesterday");
  });

  it("says the exact moment in one zone for everybody", () => {
    expect(exactTime("2026-11-23T09:12:00+02:00")).toBe("23 Nov 2026, 07:12 UTC");
  });

  it("never says zero of a unit", () => {
    for (let seconds = 45; seconds < 3_000_000; seconds += 977) expect(durationText(seconds)).not.toMatch(/^0/);
  });
});
