import { describe, expect, it } from "vitest";
import { CallLimits } from "./call-limits";

const NOW = Date.parse("2026-01-05T09:00:00Z");
const END = "2026-01-05T09:30:00.000Z";
const hour = (remaining: number, resource = "core") => ({
  "x-ratelimit-limit": "5000",
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(Date.parse(END) / 1000),
  "x-ratelimit-resource": resource,
});

describe("the calls that GitHub still takes", () => {
  const made = () => {
    const time = { now: NOW };
    return { time, limits: new CallLimits(() => time.now) };
  };

  it("are not spoken of before GitHub has, and while there are enough", () => {
    const { limits } = made();
    expect(limits.read()).toBeNull();
    limits.note(hour(500), null);
    expect(limits.read()).toBeNull();
  });

  it("run out below one in ten, and are spent at none, until the hour's end and no longer", () => {
    const { limits, time } = made();
    limits.note(hour(499), null);
    expect(limits.read()).toEqual({ reached: false, until: END });
    limits.note(hour(0), 1800);
    expect(limits.read()).toEqual({ reached: true, until: END });
    time.now = Date.parse(END);
    expect(limits.read()).toBeNull();
  });

  it("are none during a pause that GitHub asks for, whatever is left of the hour", () => {
    const { limits, time } = made();
    limits.note(hour(4000), 60);
    expect(limits.read()).toEqual({ reached: true, until: "2026-01-05T09:01:00.000Z" });
    time.now += 60_000;
    expect(limits.read()).toBeNull();
  });

  it("are those of the API's core: a search has others", () => {
    const { limits } = made();
    limits.note(hour(0, "search"), null);
    expect(limits.read()).toBeNull();
  });
});
