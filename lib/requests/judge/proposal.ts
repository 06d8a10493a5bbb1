import type { Problem } from "@/lib/domain/problem";
import type { ChangeType } from "@/lib/domain/request";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";

/** A change as it would be on main, before it is. */
export interface Proposal {
  type: ChangeType;
  target: Target;
  /** The whole file as it would be after the merge; null when it would be gone. */
  content: string | null;
  /** The file that it changes, as main has it (or had it, where Git will merge what came since); null for a new one. */
  before: string | null;
  /** Who asks for it, with their groups as of sending. */
  by: Pick<Viewer, "subject" | "groups">;
  /** The request that it comes from, or null while there is none. */
  number: number | null;
  /**
   * `send`: a tenant that is still in the making will do, and whether a request is open for the same path is left to
   * the releases repository, which knows a repeated one by its key. `merge`: everything must hold now.
   */
  when: "send" | "merge";
}

/** What a phase looks at. */
export interface Case {
  deps: Deps;
  ground: Ground;
  proposal: Proposal;
}

/** One phase's verdict. */
export type Phase = (judged: Case) => Problem[] | Promise<Problem[]>;
