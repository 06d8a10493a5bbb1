import { afterEach, beforeEach, describe } from "vitest";
import type { Person } from "@/lib/domain/viewer";
import { decisions } from "./contract-decisions";
import { handWork } from "./contract-hand-work";
import { merging } from "./contract-merging";
import { reading } from "./contract-reading";
import { submitting } from "./contract-submitting";
import type { Releases, Submission, SubmitOutcome } from "./port";

/** Another git client with the right to push. */
export interface HandClient {
  /** Pushes a commit to main (or to a request's branch) and returns it. Null takes a file away. */
  commit(where: "main" | number, path: string, content: string | null): Promise<string>;
  /** Merges main into a request's branch, or the other way round. */
  merge(from: "main" | number, into: "main" | number): Promise<string>;
  deleteBranch(number: number): Promise<void>;
}

/** One repository of an adapter, fresh for each test. */
export interface Harness {
  releases: Releases;
  hand: HandClient;
  /** Closes the adapter and opens it again on the same repository. */
  reopen(): Promise<Releases>;
  close(): Promise<void>;
}

/** What the tests of the contract share. */
export interface Bench {
  readonly releases: Releases;
  readonly hand: HandClient;
  reopen(): Promise<void>;
  /** Sends a request for `acme/postgres/orders` on today's main, unless told otherwise. */
  send(changes?: Partial<Submission>): Promise<SubmitOutcome>;
  /** The same, for a request that must come out open; answers its number and head. */
  opened(changes?: Partial<Submission>): Promise<{ number: number; head: string }>;
  /** Puts a manifest on main through a request. */
  merged(path: string, content: string | null): Promise<{ number: number; commit: string }>;
}

export const requester: Person = { subject: "dev:requester", name: "requester", email: "requester@example.com" };
export const owner: Person = { subject: "dev:tenant-owner", name: "tenant-owner", email: "tenant-owner@example.com" };
export const admin: Person = { subject: "dev:platform-admin", name: "platform-admin", email: "admin@example.com" };

export const ORDERS = "acme/postgres/orders/manifest.yaml";
export const LINES = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n";

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
        return releases.submit({ ...fresh, by: requester, ...changes, base });
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
