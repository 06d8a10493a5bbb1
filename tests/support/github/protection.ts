import { type Answer, ok, Refusal } from "./answer";
import type { Protection } from "./pulls";
import type { BranchShape, ProtectionShape, PullRuleShape, StatusRuleShape } from "./shapes";

/** The branch as anybody is told of it: the names of required checks, and nothing else of its protection. */
export function branchAnswer(name: string, protection: Protection | null): Answer {
  const classic = protection?.as === "ruleset" ? null : protection;
  const shape: BranchShape = {
    name,
    protected: protection !== null,
    protection: { required_status_checks: { contexts: [...(classic?.statuses ?? [])] } },
  };
  return ok(shape);
}

/** The rule itself. @throws Refusal 404 where there is none, 403 for who may not read it */
export function protectionAnswer(protection: Protection | null): Answer {
  if (protection?.hidden) throw new Refusal(403, "Resource not accessible by integration");
  if (!protection || protection.as === "ruleset") throw new Refusal(404, "Branch not protected");
  const { statuses, approvals, upToDate = false, codeOwners = false } = protection;
  const shape: ProtectionShape = {
    ...(statuses.length > 0 ? { required_status_checks: { strict: upToDate, contexts: [...statuses] } } : {}),
    ...(approvals > 0
      ? {
          required_pull_request_reviews: {
            required_approving_review_count: approvals,
            require_code_owner_reviews: codeOwners,
          },
        }
      : {}),
  };
  return ok(shape);
}

/** What rulesets ask of the branch. */
export function rulesAnswer(protection: Protection | null): Answer {
  if (protection?.as !== "ruleset") return ok([]);
  const { statuses, approvals, upToDate = false, codeOwners = false } = protection;
  const checks: StatusRuleShape = {
    type: "required_status_checks",
    parameters: {
      required_status_checks: statuses.map((context) => ({ context })),
      strict_required_status_checks_policy: upToDate,
    },
  };
  const reviews: PullRuleShape = {
    type: "pull_request",
    parameters: { required_approving_review_count: approvals, require_code_owner_review: codeOwners },
  };
  return ok([...(statuses.length > 0 ? [checks] : []), reviews]);
}
