/** What somebody said of a pull request on GitHub last. */
export interface PullReview {
  /** The GitHub account. */
  login: string;
  says: "approved" | "changes-asked" | "commented";
  /** ISO 8601, UTC. */
  at: string;
  /** False when the branch has another commit since. */
  current: boolean;
}

/** What a program found out about the newest commit of a pull request. */
export interface PullCheck {
  name: string;
  state: "passed" | "failed" | "running" | "missing";
  /** Main's protection asks for it. */
  required: boolean;
  /** Where it is told in full; null when nowhere. */
  url: string | null;
  /** Its own words; "" when none. */
  says: string;
}

/** An open request as GitHub sees it. */
export interface PullRequest {
  /** Its page there. */
  url: string;
  /** The newest of each person, oldest first. */
  reviews: PullReview[];
  /** Required ones first. */
  checks: PullCheck[];
  /** Why GitHub would not merge it now, a sentence each; empty when it would. */
  waits: string[];
  /** What can't be known of it at present, a sentence each. */
  unknown: string[];
}

/** A pull request that is no request: the portal names it and leaves it alone. */
export interface ForeignPull {
  number: number;
  title: string;
  url: string;
  /** Who opened it. */
  by: string;
  /** ISO 8601, UTC. */
  openedAt: string;
  open: boolean;
  /** Why it is none. */
  why: string;
  /** The first paths that it changes, and how many there are in all. */
  paths: string[];
  pathCount: number;
}

/** How main is protected on GitHub, as far as the portal may read it. */
export interface Protection {
  /** Names of required checks. */
  checks: readonly string[];
  /** Approving reviews that a merge needs. */
  approvals: number;
  codeOwners: boolean;
  /** "Require branches to be up to date"; null when the portal may not read it. */
  upToDate: boolean | null;
}

/** How many calls GitHub still takes from the portal in this hour, when that is few or none. */
export interface CallLimit {
  reached: boolean;
  /** When there are more again: ISO 8601, UTC. */
  until: string;
}

/** The releases repository on GitHub, and what stands between it and the portal. */
export interface GithubState {
  /** Null when it could not be read. */
  protection: Protection | null;
  /** Null while there are enough. */
  limit: CallLimit | null;
  /** Why GitHub can't be read since when; null when it can. */
  away: { since: string; why: string } | null;
  /** Why main could not be brought into the next approved request; null when it could, or had not to be. */
  stuck: string | null;
}
