import { z } from "zod";

/** How a part of the tests ended. */
export interface Tally {
  passed: number;
  failed: number;
}

const unit = z.object({ numTotalTests: z.number(), numPassedTests: z.number() });
const browser = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** Reads vitest's JSON report. What did not pass counts as failed, skipped tests as well: nobody knows whether they would. */
export function unitTally(report: string): Tally {
  const { numTotalTests, numPassedTests } = unit.parse(JSON.parse(report));
  return withTests({ passed: numPassedTests, failed: numTotalTests - numPassedTests });
}

/** Reads Playwright's JSON report, by the same rule; an error outside of any test is a failure too. */
export function browserTally(report: string): Tally {
  const { stats, errors } = browser.parse(JSON.parse(report));
  return withTests({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length });
}

/** The sum of all parts. */
export function total(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** A part that ran nothing has not passed. */
function withTests(tally: Tally): Tally {
  return tally.passed + tally.failed === 0 ? { passed: 0, failed: 1 } : tally;
}
