import { z } from "zod";
import { isPortalError } from "@/lib/domain/errors";
import type { Protection } from "@/lib/domain/pull-request";
import type { Client } from "./client";
import { isLimited, statusOf } from "./failure";
import { KeptAnswers } from "./kept-answers";

const BRANCH = z.object({
  protected: z.boolean(),
  protection: z.object({ required_status_checks: z.object({ contexts: z.array(z.string()) }).optional() }).optional(),
});

const CLASSIC = z.object({
  required_status_checks: z.object({ strict: z.boolean().optional(), contexts: z.array(z.string()) }).nullish(),
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.int().optional(),
      require_code_owner_reviews: z.boolean().optional(),
    })
    .nullish(),
});

const RULES = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({
        required_status_checks: z.array(z.object({ context: z.string() })).optional(),
        strict_required_status_checks_policy: z.boolean().optional(),
        required_approving_review_count: z.int().optional(),
        require_code_owner_review: z.boolean().optional(),
      })
      .optional(),
  }),
);

const NONE: Protection = { checks: [], approvals: 0, codeOwners: false, upToDate: false };

/** How old (ms) what is known of the protection may be. */
const MAX_AGE = 60_000;

/** How a branch is protected: by a branch protection rule, by rulesets, or by both. */
export class ProtectionReader {
  private readonly answers: KeptAnswers;
  private known: { at: number; value: Promise<Protection> } | null = null;

  constructor(
    private readonly client: Client,
    private readonly branch: string,
  ) {
    this.answers = new KeptAnswers(client);
  }

  /** @throws PortalError when GitHub can't be asked */
  read(): Promise<Protection> {
    if (this.known && performance.now() - this.known.at < MAX_AGE) return this.known.value;
    const value = this.ask();
    this.known = { at: performance.now(), value };
    value.catch(() => {
      if (this.known?.value === value) this.known = null;
    });
    return value;
  }

  /** What is known is not believed any more. */
  forget(): void {
    this.known = null;
  }

  private async ask(): Promise<Protection> {
    const at = { ...this.client.at, branch: this.branch };
    const [branch, rules] = await Promise.all([
      this.answers.ask("branch", BRANCH, (octokit, headers) => octokit.rest.repos.getBranch({ ...at, headers })),
      this.answers
        .ask("rules", RULES, (octokit, headers) => octokit.rest.repos.getBranchRules({ ...at, headers }))
        // An older Enterprise Server has no rulesets.
        .catch((error: unknown) => without(error, [403, 404], [])),
    ]);
    const classic = branch.protected ? await this.classic(branch) : NONE;
    return rules.reduce(withRule, classic);
  }

  /** The branch protection rule; of one that the App may not read, what the branch itself tells. */
  private async classic({ protection }: z.infer<typeof BRANCH>): Promise<Protection> {
    const checks = protection?.required_status_checks?.contexts ?? [];
    try {
      const rule = await this.answers.ask("protection", CLASSIC, (octokit, headers) =>
        octokit.rest.repos.getBranchProtection({ ...this.client.at, branch: this.branch, headers }),
      );
      return {
        checks: rule.required_status_checks?.contexts ?? [],
        approvals: rule.required_pull_request_reviews?.required_approving_review_count ?? 0,
        codeOwners: rule.required_pull_request_reviews?.require_code_owner_reviews ?? false,
        upToDate: rule.required_status_checks?.strict ?? false,
      };
    } catch (error) {
      // 404: it is protected by a ruleset alone.
      if (isPortalError(error) && statusOf(error) === 404) return { ...NONE, checks };
      return without(error, [403], { ...NONE, checks, upToDate: null });
    }
  }
}

function withRule(before: Protection, { type, parameters = {} }: z.infer<typeof RULES>[number]): Protection {
  if (type === "required_status_checks") {
    const contexts = (parameters.required_status_checks ?? []).map(({ context }) => context);
    const strict = parameters.strict_required_status_checks_policy ?? false;
    return {
      ...before,
      checks: [...new Set([...before.checks, ...contexts])],
      upToDate: strict ? true : before.upToDate,
    };
  }
  if (type !== "pull_request") return before;
  return {
    ...before,
    approvals: Math.max(before.approvals, parameters.required_approving_review_count ?? 0),
    codeOwners: before.codeOwners || (parameters.require_code_owner_review ?? false),
  };
}

function without<T>(error: unknown, statuses: readonly number[], instead: T): T {
  if (statuses.includes(statusOf(error) ?? 0) && !isLimited(error)) return instead;
  throw error;
}
