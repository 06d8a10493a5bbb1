import type { Person } from "@/lib/domain/viewer";
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

export const requester: Person = {
  subject: "dev:requester",
  name: "requester",
  email: "requester@example.com",
  account: "a1",
};
export const owner: Person = {
  subject: "dev:tenant-owner",
  name: "tenant-owner",
  email: "tenant-owner@example.com",
  account: "a2",
};
export const admin: Person = {
  subject: "dev:platform-admin",
  name: "platform-admin",
  email: "admin@example.com",
  account: "a3",
};

export const ORDERS = "acme/postgres/orders/manifest.yaml";
export const LINES = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n";
