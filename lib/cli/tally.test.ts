import { describe, expect, it } from "vitest";
import { browserTally, total, unitTally } from "./tally";

describe("the closing lines", () => {
  it("count what vitest did not pass as failed, skipped tests as well", () => {
    expect(unitTally('{"numTotalTests":7,"numPassedTests":5,"numFailedTests":1,"numPendingTests":1}')).toEqual({
      passed: 5,
      failed: 2,
    });
  });

  it("count what passed only sometimes, or not at all, or broke outside of a test, as failed in the browser", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
    expect(browserTally(JSON.stringify({ stats, errors: [{ message: "no browser" }] }))).toEqual({
      passed: 4,
      failed: 4,
    });
  });

  it("take a run without tests for a failure", () => {
    expect(unitTally('{"numTotalTests":0,"numPassedTests":0}').failed).toBe(1);
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(browserTally(JSON.stringify({ stats, errors: [] })).failed).toBe(1);
  });

  it("sum all parts", () => {
    expect(
      total([
        { passed: 1, failed: 0 },
        { passed: 20, failed: 3 },
      ]),
    ).toEqual({ passed: 21, failed: 3 });
  });
});
