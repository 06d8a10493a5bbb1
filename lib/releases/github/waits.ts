import type { Protection, PullCheck, PullReview } from "@/lib/domain/pull-request";
import { DECISION_CONTEXT } from "./decision-status";

/** What is known of a pull request when it is asked why it would not be merged. */
export interface Standing {
  protection: Protection;
  checks: readonly PullCheck[];
  reviews: readonly PullReview[];
  /** Who was asked to look at it: logins, and teams with their organisation. */
  asked: readonly string[];
  draft: boolean;
  conflict: boolean;
  /** Main has commits that the branch has not. */
  behind: boolean;
  /** The portal counts it as approved, so it is brought up to date by itself. */
  approved: boolean;
}

/**
 * Why GitHub would not merge a pull request now, a sentence each. The portal's own check isn't among them: it turns green
 * with the decision.
 */
export function waitsOf(standing: Standing): string[] {
  const { protection, checks, draft, conflict, behind, approved } = standing;
  const waits: string[] = [];
  if (draft) waits.push("It is a draft on GitHub. Whoever opened it has to mark it as ready for review.");
  if (conflict) waits.push("GitHub finds a conflict with main. The requester has to edit the request.");
  for (const { name, required, state } of checks) {
    if (!required || name === DECISION_CONTEXT || state === "passed") continue;
    if (state === "failed") waits.push(`The check ${name} has failed.`);
    else waits.push(`Waits for the check ${name}${state === "missing" ? ", which has not begun" : ""}.`);
  }
  waits.push(...reviewsMissing(standing));
  // Without a required check GitHub does not ask for it, whatever the rule says.
  if (behind && protection.upToDate === true && protection.checks.length > 0 && !conflict)
    waits.push(
      `Main has moved, and its protection asks for branches that are up to date. ${
        approved
          ? "The portal brings main in by itself, one request after the other."
          : "Approve it first: then the portal brings main in."
      }`,
    );
  return waits;
}

function reviewsMissing({ protection, reviews, asked }: Standing): string[] {
  if (protection.approvals === 0) return [];
  const against = reviews.filter(({ says }) => says === "changes-asked").map(({ login }) => login);
  if (against.length > 0) return [`${listed(against, "and")} asked for changes on GitHub, and has to approve there.`];
  const missing = protection.approvals - reviews.filter(({ says }) => says === "approved").length;
  if (missing <= 0) return [];
  const from = [...asked, ...(protection.codeOwners ? ["a code owner"] : [])];
  return [
    `Needs ${missing === 1 ? "one more approval" : `${missing} more approvals`} on GitHub from ${
      from.length === 0 ? "somebody who may write to the repository" : listed(from, "or")
    }.`,
  ];
}

function listed(names: readonly string[], word: "and" | "or"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}
