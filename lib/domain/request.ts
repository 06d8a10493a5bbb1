import type { Target } from "./target";
import type { Person } from "./viewer";

/** What a request does to its one manifest. */
export type ChangeType = "create" | "update" | "delete";

/** Where a request stands. The last three are its end. */
export type RequestState =
  | "waiting"
  | "changes-asked"
  | "approved"
  | "in-conflict"
  | "merged"
  | "declined"
  | "withdrawn";

/** True while a request can still be changed or decided. */
export function isOpen(state: RequestState): boolean {
  return state !== "merged" && state !== "declined" && state !== "withdrawn";
}

/** One line of a request's timeline. `head` is the commit of the request's branch that it was said about. */
export interface RequestEvent {
  type:
    | "opened"
    | "revised" // the requester changed it: a new commit
    | "updated" // main was brought in; the request's own file stayed as it was
    | "commented"
    | "changes-asked"
    | "approved"
    | "merged"
    | "declined"
    | "withdrawn";
  /** ISO 8601, UTC. */
  at: string;
  by: Person;
  head: string;
  /** What the person wrote; empty when nothing. */
  text: string;
}

/** A proposed change of exactly one manifest. */
export interface Request {
  /** Counts up from 1; never reused. */
  number: number;
  /** One line, made by the portal: "Change Postgres orders in acme". */
  title: string;
  type: ChangeType;
  target: Target;
  /** The manifest's path in the releases repository. */
  path: string;
  by: Person;
  /** The exact RBAC groups that the requester was in when they last sent it; what their role is judged by at the merge. */
  requesterGroups: readonly string[];
  state: RequestState;
  /** The commit of the branch as it is now (of an ended request: as it was last). */
  head: string;
  /** Oldest first; the first is always `opened`. */
  events: RequestEvent[];
  /** The merge commit on main, once merged. */
  mergeCommit: string | null;
}

/** A request with what a reviewer needs to judge it. */
export interface RequestDetail extends Request {
  /** The commit of main that the branch starts from, or that was last brought in. */
  base: string;
  /** The commit of main that `current` and `merged` were computed against. */
  main: string;
  /** The file at `base`; null when it did not exist. */
  before: string | null;
  /** The file at `head`; null when the request deletes it. */
  after: string | null;
  /** The file on main now; null when it is not there. */
  current: string | null;
  /** The file as it would be after a merge into `main`, or that the merge conflicts. Of a merged request: the file that the merge wrote. */
  merged: { conflict: false; content: string | null } | { conflict: true };
  /** Paths beside its own manifest that the branch changes: such a request can't be merged here. */
  otherPaths: string[];
  /** True when a commit of the branch was not written by the portal. */
  handEdited: boolean;
}
