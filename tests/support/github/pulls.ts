import { invalid, notFound, Refusal } from "./answer";
import type { BareRepository } from "./repository";
import type { CheckRunShape, CommentShape, PullShape, ReviewShape, StatusShape, UserShape } from "./shapes";

/** A pull request as the server keeps it. */
export interface Pull {
  number: number;
  title: string;
  body: string;
  user: UserShape;
  branch: string;
  head: string;
  baseSha: string;
  state: "open" | "closed";
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: UserShape | null;
  mergedAt: string | null;
  mergedBy: UserShape | null;
  mergeCommit: string | null;
  reviews: ReviewShape[];
  /** Who was asked to look at it, by login or team. */
  asked: { people: string[]; teams: string[] };
  /** The repository that its branch is in, when that is another. */
  fork?: string;
  /** The head that was compared with main last. */
  looked?: string;
}

/** What GitHub works out for one pull request at a time. */
type WorkedOut =
  | "mergeable"
  | "mergeable_state"
  | "merged"
  | "merged_by"
  | "changed_files"
  | "draft"
  | "requested_reviewers"
  | "requested_teams";

/** What main asks for before somebody may merge. */
export interface Protection {
  statuses: readonly string[];
  approvals: number;
  /** "Require branches to be up to date". */
  upToDate?: boolean;
  codeOwners?: boolean;
  /** As a branch protection rule, or (the same) as a ruleset. */
  as?: "classic" | "ruleset";
  /** An App that may not read the administration of a repository is refused the rule itself. */
  hidden?: boolean;
}

/** The pull requests of the repository, kept in step with its branches as GitHub does after each push. */
export class Pulls {
  readonly all: Pull[] = [];
  readonly comments: CommentShape[] = [];
  /** Who pushed what, as the repository's activity tells it. */
  readonly pushes: { ref: string; before: string; after: string; actor: string }[] = [];
  readonly statuses = new Map<string, StatusShape[]>();
  /** What Actions and other Apps found, by commit. */
  readonly checkRuns = new Map<string, CheckRunShape[]>();
  protection: Protection | null = null;
  private mergedAt: { main: string; numbers: ReadonlySet<number> } | null = null;
  private ids = 1000;
  private syncing: Promise<void> = Promise.resolve();

  constructor(
    readonly fullName: string,
    readonly base: string,
    readonly repository: BareRepository,
    readonly now: () => Date,
  ) {}

  stamp(): string {
    return `${this.now().toISOString().slice(0, 19)}Z`;
  }

  id(): number {
    this.ids += 1;
    return this.ids;
  }

  /** @throws Refusal 404 */
  one(number: number): Pull {
    const found = this.all.find((pull) => pull.number === number);
    if (!found) throw notFound();
    return found;
  }

  /** Follows what was pushed: new heads, branches that are gone, pull requests whose head main has by now. */
  sync(): Promise<void> {
    this.syncing = this.syncing.then(
      () => this.look(),
      () => this.look(),
    );
    return this.syncing;
  }

  private async look(): Promise<void> {
    const branches = await this.repository.branches();
    const main = branches.get(this.base) ?? "";
    const merged = await this.mergedHeads(main);
    for (const pull of this.all) {
      if (pull.state !== "open") continue;
      const head = branches.get(pull.branch);
      if (head !== undefined && head !== pull.head) {
        await this.repository.git.run(["update-ref", `refs/pull/${pull.number}/head`, head]);
        pull.head = head;
        pull.updatedAt = this.stamp();
      }
      const isNew = head !== undefined && head !== pull.looked;
      pull.looked = pull.head;
      if (isNew ? await this.repository.isAncestor(pull.head, main) : merged.has(pull.number)) {
        this.end(pull, null);
        pull.mergedAt = pull.closedAt;
        pull.mergeCommit = await this.mergeOf(pull.head, main);
      } else if (head === undefined) this.end(pull, null);
    }
  }

  /** Pull requests whose head main has, as of the heads that were known; asked again only when main is another. */
  private async mergedHeads(main: string): Promise<ReadonlySet<number>> {
    if (this.mergedAt?.main === main) return this.mergedAt.numbers;
    const args = ["for-each-ref", `--merged=${main}`, "--format=%(refname)", "refs/pull/"];
    const text = await this.repository.git.text(args);
    const numbers = new Set(text.split("\n").map((ref) => Number(ref.split("/")[2])));
    this.mergedAt = { main, numbers };
    return numbers;
  }

  private async mergeOf(head: string, main: string): Promise<string> {
    const list = async (args: string[]) =>
      (await this.repository.git.text(["rev-list", ...args])).split("\n").filter((line) => line !== "");
    const line = new Set(await list(["--first-parent", main]));
    if (line.has(head)) return head;
    return (await list(["--ancestry-path", `${head}..${main}`])).filter((id) => line.has(id)).pop() ?? main;
  }

  end(pull: Pull, by: UserShape | null): void {
    pull.state = "closed";
    pull.closedAt = this.stamp();
    pull.updatedAt = pull.closedAt;
    pull.closedBy = by;
  }

  /** @throws Refusal 422 for a second one from the same branch, for a branch that is not there, for nothing to merge */
  async open(user: UserShape, wanted: { title: string; body: string; branch: string; base: string }): Promise<Pull> {
    const branches = await this.repository.branches();
    const head = branches.get(wanted.branch);
    const base = branches.get(wanted.base);
    if (head === undefined || base === undefined || wanted.base !== this.base)
      throw invalid("The field is invalid: head");
    const owner = this.fullName.split("/")[0];
    if (this.all.some((pull) => pull.state === "open" && pull.branch === wanted.branch))
      throw invalid(`A pull request already exists for ${owner}:${wanted.branch}.`);
    if (await this.repository.isAncestor(head, base))
      throw invalid(`No commits between ${wanted.base} and ${wanted.branch}`);
    const at = this.stamp();
    const pull: Pull = {
      number: this.all.length + 1,
      title: wanted.title,
      body: wanted.body,
      user,
      branch: wanted.branch,
      head,
      baseSha: base,
      state: "open",
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      closedBy: null,
      mergedAt: null,
      mergedBy: null,
      mergeCommit: null,
      reviews: [],
      asked: { people: [], teams: [] },
    };
    await this.repository.git.run(["update-ref", `refs/pull/${pull.number}/head`, head]);
    this.all.push(pull);
    return pull;
  }

  /** Why it can't be merged, or the tree that a merge has. */
  async mergeable(pull: Pull): Promise<{ tree: string } | { why: string; state: PullShape["mergeable_state"] }> {
    const main = await this.repository.resolve(`refs/heads/${this.base}`);
    const tree = await this.repository.mergeTree(main, pull.head);
    if (tree === null) return { why: "Pull Request is not mergeable", state: "dirty" };
    if (this.protection?.upToDate && !(await this.repository.isAncestor(main, pull.head)))
      return { why: "The head branch is out of date with the base branch.", state: "behind" };
    for (const context of this.protection?.statuses ?? []) {
      const run = (this.checkRuns.get(pull.head) ?? []).findLast(({ name }) => name === context);
      const status = (this.statuses.get(pull.head) ?? []).findLast((one) => one.context === context);
      const state = run ? (run.conclusion ?? run.status) : status?.state;
      if (state !== "success")
        return { why: `Required status check "${context}" is ${state ?? "expected"}.`, state: "blocked" };
    }
    const missing = (this.protection?.approvals ?? 0) - this.approvals(pull);
    if (missing > 0)
      return {
        why: `At least ${missing} approving review is required by reviewers with write access.`,
        state: "blocked",
      };
    return { tree };
  }

  private approvals({ reviews }: Pull): number {
    const last = new Map(
      reviews.filter(({ state }) => state !== "COMMENTED").map(({ user, state }) => [user.login, state]),
    );
    return [...last.values()].filter((state) => state === "APPROVED").length;
  }

  /** @throws Refusal 405 when it can't be merged, 409 when the head is another */
  async merge(pull: Pull, by: UserShape, order: { sha?: string | undefined; message: string }): Promise<string> {
    if (pull.state !== "open") throw new Refusal(405, "Pull Request is not mergeable");
    if (order.sha !== undefined && order.sha !== pull.head)
      throw new Refusal(409, "Head branch was modified. Review and try the merge again.");
    const possible = await this.mergeable(pull);
    if ("why" in possible) throw new Refusal(405, possible.why);
    const main = await this.repository.resolve(`refs/heads/${this.base}`);
    const author = { name: by.login, email: `${by.login}@users.noreply.example.com`, date: this.now().toISOString() };
    const web = { name: "GitHub", email: "noreply@example.com", date: author.date };
    const commit = await this.repository.commitTree(possible.tree, [main, pull.head], order.message, author, web);
    await this.repository.setRef(`refs/heads/${this.base}`, commit, main);
    this.end(pull, by);
    pull.mergedAt = pull.closedAt;
    pull.mergedBy = by;
    pull.mergeCommit = commit;
    return commit;
  }

  /** As the list shows it (without what GitHub works out for one at a time). */
  shape(pull: Pull): Omit<PullShape, WorkedOut> {
    const [owner = ""] = this.fullName.split("/");
    const repo = { full_name: this.fullName };
    return {
      number: pull.number,
      title: pull.title,
      body: pull.body,
      state: pull.state,
      html_url: `https://github.example.com/${this.fullName}/pull/${pull.number}`,
      user: pull.user,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt,
      merged_at: pull.mergedAt,
      merge_commit_sha: pull.mergeCommit,
      head: {
        ref: pull.branch,
        sha: pull.head,
        label: `${owner}:${pull.branch}`,
        repo: { full_name: pull.fork ?? this.fullName },
      },
      base: { ref: this.base, sha: pull.baseSha, label: `${owner}:${this.base}`, repo },
    };
  }

  /** As one of them is shown. */
  async whole(pull: Pull): Promise<PullShape> {
    const possible = pull.state === "open" ? await this.mergeable(pull) : { tree: "" };
    const files = await this.repository.filesBetween(pull.baseSha, pull.head);
    return {
      ...this.shape(pull),
      merged: pull.mergedAt !== null,
      merged_by: pull.mergedBy,
      mergeable: !("state" in possible && possible.state === "dirty"),
      mergeable_state: "why" in possible ? possible.state : "clean",
      changed_files: files.length,
      draft: false,
      requested_reviewers: pull.asked.people.map((login): UserShape => ({ login, id: 0, type: "User" })),
      requested_teams: pull.asked.teams.map((slug) => ({ slug })),
    };
  }
}
