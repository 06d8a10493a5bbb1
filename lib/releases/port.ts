import type { ForeignPull, GithubState, PullRequest } from "@/lib/domain/pull-request";
import type { Request, RequestDetail, RequestEvent } from "@/lib/domain/request";
import type { Target } from "@/lib/domain/target";
import type { Person } from "@/lib/domain/viewer";

/** One manifest of a snapshot. */
export interface Entry {
  path: string;
  target: Target;
  /** Git's object id of the content: what depends on the content alone may be cached by it. */
  blob: string;
  /** The newest commit on main (a merge counts as one) that changed the file, and when: ISO 8601, UTC. */
  commit: string;
  changedAt: string;
}

/** Main at one commit. Everything in it depends on that commit alone. */
export interface Snapshot {
  commit: string;
  /** ISO 8601, UTC. */
  committedAt: string;
  entry(path: string): Entry | undefined;
  /** Names of the tenants that have a manifest, sorted. */
  tenants(): readonly string[];
  /** A tenant's instances, sorted by service and name (also when the tenant itself has no manifest). */
  instances(tenant: string): readonly Entry[];
  /** Instances whose tenant has no manifest, sorted by path. */
  homeless(): readonly Entry[];
  /** How many instances there are in all. */
  instanceCount(): number;
  /** Files that are no manifest, sorted: the portal names them and leaves them alone. */
  foreign(): readonly string[];
  /** The contents of manifests by path; a path that does not exist is missing from the answer. One round trip, however many. */
  read(paths: readonly string[]): Promise<Map<string, string>>;
}

/** Main at some commit, to read a few of its files from; nothing is listed for it. */
export type Past = Pick<Snapshot, "commit" | "read">;

/** Main as it was at a commit of its history. */
export interface Earlier extends Past {
  /** The paths at which main is another now. */
  changed(): Promise<ReadonlySet<string>>;
}

/** A change that somebody asks for: the whole new content of one manifest. */
export interface Submission {
  /** Made with the form; together with `by.subject` it makes submitting idempotent. */
  key: string;
  /** One line: "Change Postgres orders in acme". */
  title: string;
  path: string;
  /** The whole file; null deletes it. */
  content: string | null;
  /** The commit of main that the content was made from: the branch starts there. */
  base: string;
  by: Person;
  /** The exact RBAC groups that `by` is in now: kept with the request, since only they can say. */
  groups: readonly string[];
  /** The open request that this changes; absent for a new one. */
  revises?: number;
}

export type SubmitOutcome =
  /** `opened` a new request · `same` key and content were here before · `revised`: a commit was added to the request of that key or number. */
  | { outcome: "opened" | "same" | "revised"; request: Request }
  /** Another open request changes the same path. */
  | { outcome: "taken"; request: Request }
  /** The request to revise is not open any more. */
  | { outcome: "closed"; request: Request }
  /** The content is what the base has: there is nothing to ask for. */
  | { outcome: "unchanged" }
  /** The base is not a commit of main. */
  | { outcome: "unknown-base" };

/** What somebody says about a request as they saw it. */
export interface Remark {
  type: Extract<RequestEvent["type"], "commented" | "changes-asked" | "approved" | "declined" | "withdrawn">;
  /** The head that was on screen. A decision also holds for a later head that only brought main in. */
  head: string;
  text: string;
  by: Person;
  /** The person's own token where requests are kept, to decide under their own name; used for this and not kept. */
  token?: string;
}

export type RemarkOutcome =
  | { outcome: "recorded"; request: Request }
  /** The request's own change is not the one on screen any more. */
  | { outcome: "moved"; request: Request }
  /** It was merged, declined or withdrawn meanwhile. (A comment on an ended request is recorded.) */
  | { outcome: "closed"; request: Request };

export interface MergeOrder {
  /** The head that was on screen. */
  head: string;
  /** The commit of main that the request was judged against; if main has moved since, judge again. */
  main: string;
  by: Person;
  text: string;
  /** As in a remark. */
  token?: string;
}

export type MergeOutcome =
  | { outcome: "merged"; request: Request; commit: string }
  | { outcome: "moved" | "closed" | "conflict"; request: Request }
  | { outcome: "main-moved" };

/** One commit of main that changed a path. */
export interface Revision {
  commit: string;
  /** ISO 8601, UTC. */
  at: string;
  subject: string;
  /** The number from the `Request` trailer of a commit that the portal wrote; null for any other. */
  request: number | null;
  by: Person;
  /** From the `Reviewed-by` trailer. */
  reviewedBy: string | null;
}

/** The releases repository: desired state and requests, both in Git. Unknown numbers answer null. */
export interface Releases {
  /** A short text that differs whenever main or any request does; cheap enough to ask every second. */
  version(): Promise<string>;
  main(): Promise<Snapshot>;
  /** Main as it was at a commit of its history, or null. */
  at(commit: string): Promise<Earlier | null>;
  /** All requests, newest first. */
  requests(): Promise<readonly Request[]>;
  /** @param where "in-a-list": one of many, for which nothing is asked that is not known already */
  request(number: number, where?: "in-a-list"): Promise<RequestDetail | null>;
  submit(submission: Submission): Promise<SubmitOutcome>;
  remark(number: number, remark: Remark): Promise<RemarkOutcome | null>;
  merge(number: number, order: MergeOrder): Promise<MergeOutcome | null>;
  /** Newest first, at most `limit`. */
  history(path: string, limit: number): Promise<Revision[]>;
}

/** What only requests have that are pull requests on GitHub; a releases repository of the portal's own has nothing outside. */
export interface OnGithub {
  /** How GitHub sees an open request; null for any other number. It asks GitHub, so it is for the one that is looked at. */
  pull(number: number): Promise<PullRequest | null>;
  /** Open pull requests that are no requests, newest first. */
  foreign(): Promise<readonly ForeignPull[]>;
  /** How main is protected, and whether GitHub answers. */
  state(): Promise<GithubState>;
  /** Something may have happened there: the next look asks. Many at once are one. */
  hint(): void;
}
