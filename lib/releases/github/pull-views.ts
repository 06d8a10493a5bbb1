import { z } from "zod";
import { isPortalError } from "@/lib/domain/errors";
import type { Protection, PullCheck, PullRequest, PullReview } from "@/lib/domain/pull-request";
import { isOpen } from "@/lib/domain/request";
import { DECISION_CONTEXT } from "./decision-status";
import type { Hub } from "./hub";
import { KeptAnswers } from "./kept-answers";
import type { ProtectionReader } from "./protection";
import { readChecks } from "./pull-checks";
import type { Review } from "./shapes";
import { waitsOf } from "./waits";

const WHOLE = z.object({
  mergeable: z.boolean().nullable(),
  mergeable_state: z.string(),
  draft: z.boolean().optional(),
  requested_reviewers: z.array(z.object({ login: z.string() })).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
});

/** Most pull requests that are remembered. */
const KEPT = 100;

const SAYS: Record<string, PullReview["says"]> = { APPROVED: "approved", CHANGES_REQUESTED: "changes-asked" };

/** Open requests as GitHub sees them, one at a time: only what somebody looks at is asked for. */
export class PullViews {
  private readonly answers: KeptAnswers;
  private readonly known = new Map<number, { at: number; tip: string; main: string; value: Promise<PullRequest> }>();

  constructor(
    private readonly hub: Hub,
    private readonly protection: ProtectionReader,
  ) {
    this.answers = new KeptAnswers(hub.parts.client);
  }

  /** Null for what is no open request. */
  async read(number: number): Promise<PullRequest | null> {
    const detail = await this.hub.detail(number, true);
    if (!detail || !isOpen(detail.state)) return null;
    const { head: tip, main } = detail;
    const known = this.known.get(number);
    if (known && known.tip === tip && known.main === main && this.hub.isFresh(known.at)) return known.value;
    const approved = detail.state === "approved";
    const value = this.ask(number, { tip, main, approved, conflict: detail.state === "in-conflict" });
    this.known.delete(number);
    this.known.set(number, { at: performance.now(), tip, main, value });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= KEPT) break;
      this.known.delete(oldest);
    }
    return value;
  }

  /** What programs found out about a commit. @throws PortalError */
  checks(sha: string, required: readonly string[]): Promise<PullCheck[]> {
    return readChecks(this.hub.parts.client, this.answers, sha, required);
  }

  private async ask(
    number: number,
    seen: { tip: string; main: string; approved: boolean; conflict: boolean },
  ): Promise<PullRequest> {
    const { client } = this.hub.parts;
    const pull = this.hub.pulls.get(number);
    const reviews = newestOf(this.hub.extras.of(number).reviews, seen.tip);
    const url = pull?.html_url ?? "";
    try {
      const protection = await this.protection.read();
      const [whole, checks, current] = await Promise.all([
        this.answers.ask(`pull ${number}`, WHOLE, (octokit, headers) =>
          octokit.rest.pulls.get({ ...client.at, pull_number: number, headers }),
        ),
        this.checks(seen.tip, protection.checks),
        this.hub.heads.isAncestor(seen.main, seen.tip),
      ]);
      const waits = waitsOf({
        protection,
        checks,
        reviews,
        asked: [
          ...(whole.requested_reviewers ?? []).map(({ login }) => login),
          ...(whole.requested_teams ?? []).map(({ slug }) => `${client.at.owner}/${slug}`),
        ],
        draft: whole.draft ?? false,
        conflict: seen.conflict || whole.mergeable === false,
        behind: !current,
        approved: seen.approved,
      });
      const undecided = checks.some(
        ({ name, required, state }) => name === DECISION_CONTEXT && required && state !== "passed",
      );
      return { url, reviews, checks, waits, unknown: unknownOf(protection, whole, waits.length > 0 || undecided) };
    } catch (error) {
      if (!isPortalError(error)) throw error;
      return { url, reviews, checks: [], waits: [], unknown: [error.message] };
    }
  }
}

/** What can't be told of it, though GitHub may know. */
function unknownOf(protection: Protection, whole: z.infer<typeof WHOLE>, explained: boolean): string[] {
  const unknown: string[] = [];
  if (whole.mergeable === null) unknown.push("GitHub is still working out whether it can be merged.");
  if (protection.upToDate === null)
    unknown.push("Main’s protection may ask for more: the portal’s App may not read the rule (administration, read).");
  else if (whole.mergeable_state === "blocked" && !explained)
    unknown.push("GitHub holds it back by a rule that the portal can’t read. The pull request there says which.");
  return unknown;
}

/** The newest word of each person; a comment takes no decision back, and a dismissed review counts for nothing. */
function newestOf(reviews: readonly Review[], tip: string): PullReview[] {
  const newest = new Map<string, PullReview>();
  for (const { user, state, submitted_at, commit_id } of reviews) {
    const login = user?.login ?? "ghost";
    if (state === "DISMISSED") newest.delete(login);
    if (state === "DISMISSED" || state === "PENDING" || submitted_at === undefined) continue;
    const says = SAYS[state] ?? "commented";
    if (says === "commented" && newest.has(login)) continue;
    newest.delete(login);
    newest.set(login, { login, says, at: submitted_at, current: commit_id === tip });
  }
  return [...newest.values()];
}
