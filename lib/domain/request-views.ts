import type { DiffHunk } from "./diff";
import type { Flag, FlagCode } from "./flag";
import type { Problem } from "./problem";
import type { CallLimit, ForeignPull, PullRequest } from "./pull-request";
import type { ChangeType, RequestEvent, RequestState } from "./request";
import type { Right } from "./right";
import type { Service } from "./service";
import type { HopState } from "./status";
import type { StatusLine, StatusView } from "./status-views";
import type { Target } from "./target";

/** A person as pages name them; their e-mail address stays in Git. */
export interface PersonView {
  subject: string;
  name: string;
}

/** A request in one line of a list. */
export interface RequestLine {
  number: number;
  href: string;
  /** "Change Postgres orders in acme" */
  title: string;
  type: ChangeType;
  target: Target;
  /** "Postgres": the service's title, or its name when the catalogue no longer has it. */
  serviceTitle: string;
  state: RequestState;
  by: PersonView;
  /** True when the viewer asked for it. */
  mine: boolean;
  /** True for a request that came with the example. */
  example: boolean;
  /** ISO 8601, UTC. */
  openedAt: string;
  /** The time of its newest event. */
  changedAt: string;
}

export const REQUEST_FILTERS = ["open", "mine", "ended", "all"] as const;
export type RequestFilter = (typeof REQUEST_FILTERS)[number];

/** The page /requests. */
export interface RequestList {
  lines: RequestLine[];
  filter: RequestFilter;
  q: string;
  /** How many each filter would show, before the search. */
  counts: Record<RequestFilter, number>;
  /** How many match filter and search, on all pages. */
  total: number;
  /** From 1. */
  page: number;
  pages: number;
}

/** One entry of a request's timeline: what happened, then what is still to come. */
export interface TimelineEntry {
  type: RequestEvent["type"] | "checks" | "conflict" | "awaiting" | "deployed" | "then";
  state: HopState;
  /** "Changes asked", "Waiting for the platform team". */
  title: string;
  /** Who, or null when nobody in particular. */
  by: PersonView | null;
  /** ISO 8601, UTC; null for what has not happened yet. */
  at: string | null;
  /** What the person wrote, as plain text with its line breaks; "" when nothing. */
  text: string;
  /** A line below the title: "schema, names, releases repository", "usually 2 hours". "" when nothing. */
  note: string;
}

/** What a viewer can do with a request. */
export interface RequestRights {
  edit: Right;
  withdraw: Right;
  comment: Right;
  /** Ask for changes, approve, decline. */
  decide: Right;
  /** Approve and merge. */
  merge: Right;
  /** Start a new request from this ended one. */
  restart: Right;
}

/** The page /requests/[number], and the detail of the review queue. */
export interface RequestView extends RequestLine {
  path: string;
  service: Pick<Service, "name" | "kind" | "title"> | null;
  /** "instances 1 → 3"; for a deletion what goes with it. */
  change: string;
  diff: DiffHunk[];
  /**
   * What the diff compares with: the file on main as it is now; for a request in conflict the file that it was made
   * from; for an ended one the file as it was before it.
   */
  before: "main" | "base" | "before-merge";
  flags: Flag[];
  /** Why it could not be merged now, all at once. Empty when every check passes, and for ended requests. */
  problems: Problem[];
  /** False when the cluster couldn't be asked about the name; it is asked again at the merge. */
  clusterAsked: boolean;
  timeline: TimelineEntry[];
  can: RequestRights;
  /** Where to go for what `can` allows. */
  links: { edit: string; restart: string; target: string };
  /** The commit that decisions are about. */
  head: string;
  mergeCommit: string | null;
  /** How GitHub sees it while it is open; null where requests aren't kept there. */
  pull: PullRequest | null;
  /** How the target is since the merge; null before. */
  status: StatusView | null;
  /** The median from sending to merging of the requests merged so far, in seconds; null below three of them. */
  typicalWait: { seconds: number; of: number } | null;
  /** What to remember as seen once the page was shown; see seen.ts. */
  mark: string;
}

/** A row of the review queue. */
export interface QueueRow extends RequestLine {
  /** "instances 1 → 3" */
  change: string;
  flags: Flag[];
  /** How many checks fail. */
  problems: number;
  /** Whether this viewer may decide it. */
  decide: Right;
  head: string;
}

/** A target that was merged lately and isn't well. */
export interface Trouble {
  target: Target;
  href: string;
  serviceTitle: string;
  status: StatusLine;
}

/** The page /admin. */
export interface ReviewQueue {
  /** Open requests that match, oldest first; at most 100. */
  rows: QueueRow[];
  /** All open requests that this viewer may decide and that wait for a decision. */
  waiting: number;
  /** All open requests. */
  open: number;
  q: string;
  flag: FlagCode | null;
  /** The request on the right: asked for by number (ended ones too), else the first row. Null when there is none. */
  selected: RequestView | null;
  /** Where the selection moves on to after a decision, or null. */
  next: number | null;
  /** Requests that ended lately, newest first, at most 20: a row that left the queue while it was on screen says who decided it. */
  ended: { number: number; state: RequestState; by: PersonView; at: string }[];
  troubles: Trouble[];
  /** Open pull requests on GitHub that are no requests, newest first, and how many there are in all. */
  foreignPulls: { first: readonly ForeignPull[]; count: number };
  /** How few calls GitHub still takes; null while there are enough, and where there is no GitHub. */
  callLimit: CallLimit | null;
  /** How many things the page of the platform's health says need a hand. */
  unwell: number;
  simulated: boolean;
  unreachable: { since: string; why: string } | null;
}

/** One thing that happened to a person's request since they last looked. */
export interface News {
  number: number;
  href: string;
  /** "Change Postgres orders in acme" */
  title: string;
  /** "Approved by platform-admin", "Ready since 09:14". */
  what: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** What the navigation counts. */
export interface Attention {
  /** Open requests that this person may decide. */
  toDecide: number;
  /** The person's own requests with news, newest first. */
  news: News[];
}
