import { afterEach, beforeEach, describe } from "vitest";
import { admin, type Bench, type Harness, LINES, ORDERS, requester } from "./contract-bench";
import { decisions } from "./contract-decisions";
import { handWork } from "./contract-hand-work";
import { merging } from "./contract-merging";
import { reading } from "./contract-reading";
import { submitting } from "./contract-submitting";
import type { Releases } from "./port";

/** The contract of the releases port: what every adapter keeps, whatever it stores its requests in. */
export function describeReleases(name: string, make: () => Promise<Harness>): void {
  describe(`${name} as a releases repository`, () => {
    let harness: Harness;
    let releases: Releases;
    let keys = 0;

    beforeEach(async () => {
      harness = await make();
      releases = harness.releases;
    });
    afterEach(() => harness.close());

    const bench: Bench = {
      get releases() {
        return releases;
      },
      get hand() {
        return harness.hand;
      },
      async reopen() {
        releases = await harness.reopen();
      },
      async send(changes = {}) {
        keys += 1;
        const key = `key-${keys}`;
        const base = changes.base ?? (await releases.main()).commit;
        const fresh = { key, title: "Create Postgres orders in acme", path: ORDERS, content: LINES };
        return releases.submit({ ...fresh, by: requester, groups: [], ...changes, base });
      },
      async opened(changes) {
        const outcome = await bench.send(changes);
        if (outcome.outcome !== "opened") throw new Error(`The request was not opened: ${outcome.outcome}.`);
        return { number: outcome.request.number, head: outcome.request.head };
      },
      async merged(path, content) {
        const { number, head } = await bench.opened({ path, content });
        const main = (await releases.main()).commit;
        const outcome = await releases.merge(number, { head, main, by: admin, text: "" });
        if (outcome?.outcome !== "merged")
          throw new Error(`The request was not merged: ${outcome?.outcome ?? "unknown"}.`);
        return { number, commit: outcome.commit };
      },
    };

    submitting(bench);
    decisions(bench);
    merging(bench);
    reading(bench);
    handWork(bench);
  });
}
