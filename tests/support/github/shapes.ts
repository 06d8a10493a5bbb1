import type { components } from "@octokit/openapi-types";

type Schemas = components["schemas"];

/**
 * What this server answers, cut out of GitHub's own description of its API: each is a part of the real shape, so a field
 * that GitHub names or types otherwise does not compile.
 */
export type UserShape = Pick<Schemas["simple-user"], "login" | "id" | "type">;

export type PullShape = Pick<
  Schemas["pull-request"],
  | "number"
  | "title"
  | "body"
  | "state"
  | "html_url"
  | "created_at"
  | "updated_at"
  | "closed_at"
  | "merged_at"
  | "merge_commit_sha"
  | "merged"
  | "mergeable"
  | "mergeable_state"
  | "changed_files"
  | "draft"
> & {
  requested_reviewers: UserShape[];
  requested_teams: Pick<Schemas["team"], "slug">[];
  user: UserShape;
  merged_by: UserShape | null;
  head: { ref: string; sha: string; label: string; repo: { full_name: string } | null };
  base: { ref: string; sha: string; label: string; repo: { full_name: string } };
};

export type ReviewShape = Pick<
  Schemas["pull-request-review"],
  "id" | "body" | "state" | "commit_id" | "submitted_at"
> & {
  user: UserShape;
};

export type CommentShape = Pick<
  Schemas["issue-comment"],
  "id" | "body" | "created_at" | "updated_at" | "issue_url" | "html_url"
> & { user: UserShape };

export type IssueShape = Pick<Schemas["issue"], "number" | "state"> & { closed_by: UserShape | null };

export type StatusShape = Pick<Schemas["status"], "context" | "state" | "description" | "target_url" | "created_at"> & {
  creator: UserShape;
};

export type FileShape = Pick<Schemas["diff-entry"], "filename" | "status" | "sha">;

export type CommitOfPullShape = Pick<Schemas["commit"], "sha"> & {
  author: UserShape | null;
  parents: { sha: string }[];
  commit: { message: string };
};

export type RefShape = Pick<Schemas["git-ref"], "ref"> & { object: { sha: string; type: string } };
export type TreeShape = Pick<Schemas["git-tree"], "sha">;
export type CommitShape = Pick<Schemas["git-commit"], "sha" | "message" | "tree" | "html_url">;
export type MergeShape = Schemas["pull-request-merge-result"];
export type InstallationTokenShape = Pick<Schemas["installation-token"], "token" | "expires_at" | "permissions">;

export type ActivityShape = Pick<Schemas["activity"], "ref" | "before" | "after" | "activity_type"> & {
  actor: UserShape;
};

export type CheckRunShape = Pick<Schemas["check-run"], "name" | "status" | "conclusion" | "html_url">;

/** What anybody who may read the repository is told of a branch. */
export type BranchShape = Pick<Schemas["branch-with-protection"], "name" | "protected"> & {
  protection: { required_status_checks: { contexts: string[] } };
};
/** What only who may read its administration is told. */
export type ProtectionShape = {
  required_status_checks?: Pick<
    NonNullable<Schemas["branch-protection"]["required_status_checks"]>,
    "strict" | "contexts"
  >;
  required_pull_request_reviews?: Pick<
    NonNullable<Schemas["branch-protection"]["required_pull_request_reviews"]>,
    "required_approving_review_count" | "require_code_owner_reviews"
  >;
};
export type StatusRuleShape = Pick<Schemas["repository-rule-required-status-checks"], "type"> & {
  parameters: Pick<
    NonNullable<Schemas["repository-rule-required-status-checks"]["parameters"]>,
    "required_status_checks" | "strict_required_status_checks_policy"
  >;
};
export type PullRuleShape = Pick<Schemas["repository-rule-pull-request"], "type"> & {
  parameters: Pick<
    NonNullable<Schemas["repository-rule-pull-request"]["parameters"]>,
    "required_approving_review_count" | "require_code_owner_review"
  >;
};
