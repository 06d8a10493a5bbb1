import { z } from "zod";
import type { Accounts, Caller } from "./accounts";
import { type Answer, created, gone, invalid, notFound, ok, pageOf, Refusal } from "./answer";
import { COMMIT, MERGE, PULL, REVIEW, STATUS, TREE, take } from "./bodies";
import { branchAnswer, protectionAnswer, rulesAnswer } from "./protection";
import type { Pull, Pulls } from "./pulls";
import type {
  ActivityShape,
  CommentShape,
  CommitOfPullShape,
  CommitShape,
  InstallationTokenShape,
  IssueShape,
  MergeShape,
  RefShape,
  ReviewShape,
  StatusShape,
  TreeShape,
  UserShape,
} from "./shapes";

/** One call: what the path's parts were, what was sent, who sent it. */
interface Call {
  parts: readonly string[];
  url: URL;
  body: unknown;
  user: UserShape;
  caller: Caller;
}

interface Route {
  method: string;
  path: RegExp;
  answer: (call: Call) => Promise<Answer> | Answer;
}

/** Everything that the server answers below `/repos/<owner>/<repo>` and `/app`. */
export function routesOf(pulls: Pulls, accounts: Accounts): Route[] {
  const { repository } = pulls;
  const repo = `/repos/${pulls.fullName}`;
  const at = (method: string, path: string, answer: Route["answer"]): Route => ({
    method,
    path: new RegExp(`^${path.replaceAll("{n}", "([0-9]+)").replaceAll("{*}", "(.+)")}$`),
    answer,
  });
  const numbered = ({ parts }: Call): Pull => pulls.one(Number(parts[0]));
  const refShape = (ref: string, sha: string): RefShape => ({ ref, object: { sha, type: "commit" } });

  return [
    at("GET", `${repo}/installation`, ({ caller }) => {
      if (caller.type !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
      return ok({ id: accounts.installation });
    }),
    at("POST", `/app/installations/{n}/access_tokens`, ({ caller, parts }) => {
      if (caller.type !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
      if (Number(parts[0]) !== accounts.installation) throw notFound();
      const token: InstallationTokenShape = {
        token: accounts.installationToken(),
        expires_at: new Date(Date.now() + 3600_000).toISOString(),
        permissions: { contents: "write", pull_requests: "write", statuses: "write", checks: "read", metadata: "read" },
      };
      return created(token);
    }),
    at("GET", repo, () => ok({ full_name: pulls.fullName, default_branch: pulls.base, private: true })),
    at("GET", "/user", ({ user }) => ok(user)),

    at("GET", `${repo}/git/ref/heads/{*}`, async ({ parts: [branch = ""] }) =>
      ok(refShape(`refs/heads/${branch}`, await repository.resolve(`refs/heads/${branch}`))),
    ),
    at("POST", `${repo}/git/refs`, async ({ body }) => {
      const { ref, sha } = take(z.object({ ref: z.string().startsWith("refs/heads/"), sha: z.string() }), body);
      await repository.requireCommit(sha);
      await repository.setRef(ref, sha, null);
      return created(refShape(ref, sha));
    }),
    at("PATCH", `${repo}/git/refs/heads/{*}`, async ({ parts: [branch = ""], body }) => {
      const { sha, force } = take(z.object({ sha: z.string(), force: z.boolean().default(false) }), body);
      const ref = `refs/heads/${branch}`;
      const now = (await repository.branches()).get(branch);
      if (now === undefined) throw new Refusal(422, "Reference does not exist");
      await repository.requireCommit(sha);
      if (!force && !(await repository.isAncestor(now, sha))) throw new Refusal(422, "Update is not a fast forward");
      await repository.setRef(ref, sha, now);
      return ok(refShape(ref, sha));
    }),
    at("DELETE", `${repo}/git/refs/heads/{*}`, async ({ parts: [branch = ""] }) => {
      const now = (await repository.branches()).get(branch);
      if (now === undefined) throw new Refusal(422, "Reference does not exist");
      await repository.setRef(`refs/heads/${branch}`, null, now);
      return gone;
    }),
    at("POST", `${repo}/git/trees`, async ({ body }) => {
      const { base_tree, tree } = take(TREE, body);
      const shape: TreeShape = { sha: await repository.treeWith(base_tree, tree) };
      return created(shape);
    }),
    at("POST", `${repo}/git/commits`, async ({ body }) => {
      const { tree, parents, message, author, committer } = take(COMMIT, body);
      for (const parent of parents) await repository.requireCommit(parent);
      const sha = await repository.commitTree(tree, parents, message, author, committer);
      const shape: CommitShape = { sha, message, tree: { sha: tree, url: "" }, html_url: "" };
      return created(shape);
    }),

    at("GET", `${repo}/pulls`, ({ url }) => {
      const { state = "open", head, sort = "created", direction = "desc" } = Object.fromEntries(url.searchParams);
      const time = ({ updatedAt, createdAt, number }: Pull) =>
        `${sort === "updated" ? updatedAt : createdAt} ${String(number).padStart(9, "0")}`;
      const found = pulls.all
        .filter((pull) => state === "all" || pull.state === state)
        .filter(({ branch }) => head === undefined || head === `${pulls.fullName.split("/")[0]}:${branch}`)
        .sort((a, b) => (direction === "desc" ? (time(a) < time(b) ? 1 : -1) : time(a) < time(b) ? -1 : 1));
      return pageOf(
        found.map((pull) => pulls.shape(pull)),
        url,
      );
    }),
    at("POST", `${repo}/pulls`, async ({ body, user }) => {
      const { title, body: text, head, base } = take(PULL, body);
      return created(await pulls.whole(await pulls.open(user, { title, body: text, branch: head, base })));
    }),
    at("GET", `${repo}/pulls/{n}`, async (call) => ok(await pulls.whole(numbered(call)))),
    at("PATCH", `${repo}/pulls/{n}`, async (call) => {
      const pull = numbered(call);
      const change = take(
        z.object({
          title: z.string().optional(),
          body: z.string().optional(),
          state: z.enum(["open", "closed"]).optional(),
        }),
        call.body,
      );
      if (change.title !== undefined) pull.title = change.title;
      if (change.body !== undefined) pull.body = change.body;
      if (change.state === "closed" && pull.state === "open") pulls.end(pull, call.user);
      pull.updatedAt = pulls.stamp();
      return ok(await pulls.whole(pull));
    }),
    at("PUT", `${repo}/pulls/{n}/merge`, async (call) => {
      const { sha, commit_title, commit_message } = take(MERGE, call.body);
      const message = `${commit_title}\n\n${commit_message}`;
      const commit = await pulls.merge(numbered(call), call.user, { sha, message });
      const shape: MergeShape = { sha: commit, merged: true, message: "Pull Request successfully merged" };
      return ok(shape);
    }),
    at("GET", `${repo}/pulls/{n}/files`, async (call) => {
      const { baseSha, head } = numbered(call);
      return pageOf(await repository.filesBetween(baseSha, head), call.url);
    }),
    at("GET", `${repo}/pulls/{n}/commits`, async (call) => {
      const { baseSha, head } = numbered(call);
      const text = await repository.git.text([
        "log",
        "--reverse",
        "--format=%H%x00%P%x00%an%x00%B%x01",
        `${baseSha}..${head}`,
      ]);
      const commits = text.split("\x01").flatMap((part): CommitOfPullShape[] => {
        const [sha = "", parents = "", name = "", message = ""] = part.trimStart().split("\0");
        // An account is known by the author's address; nobody has one with that of the client by hand.
        const author: UserShape | null = name === "hand" ? null : { login: name, id: 0, type: "User" };
        return sha === ""
          ? []
          : [{ sha, author, parents: parents.split(" ").map((id) => ({ sha: id })), commit: { message } }];
      });
      return pageOf(commits, call.url);
    }),
    at("GET", `${repo}/activity`, ({ url }) =>
      pageOf(
        pulls.pushes
          .filter(({ ref }) => ref === url.searchParams.get("ref"))
          .map(
            ({ ref, before, after, actor }): ActivityShape => ({
              ref,
              before,
              after,
              actor: { login: actor, id: 0, type: "User" },
              activity_type: "push",
            }),
          ),
        url,
      ),
    ),
    at("GET", `${repo}/pulls/{n}/reviews`, (call) => pageOf(numbered(call).reviews, call.url)),
    at("POST", `${repo}/pulls/{n}/reviews`, async (call) => {
      const pull = numbered(call);
      const { event, commit_id, body } = take(REVIEW, call.body);
      if (event !== "COMMENT" && call.user.login === pull.user.login)
        throw new Refusal(422, "Unprocessable Entity", [
          `Can not ${event === "APPROVE" ? "approve" : "request changes on"} your own pull request`,
        ]);
      if (event !== "APPROVE" && body === "") throw invalid("Body can't be blank", "PullRequestReview");
      await repository.requireCommit(commit_id);
      const state = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" }[event];
      const review: ReviewShape = {
        id: pulls.id(),
        body,
        state,
        commit_id,
        submitted_at: pulls.stamp(),
        user: call.user,
      };
      pull.reviews.push(review);
      pull.updatedAt = review.submitted_at ?? pull.updatedAt;
      return ok(review);
    }),

    at("GET", `${repo}/issues/{n}`, (call) => {
      const { number, state, closedBy } = numbered(call);
      const shape: IssueShape = { number, state, closed_by: closedBy };
      return ok(shape);
    }),
    at("GET", `${repo}/issues/comments`, ({ url }) => {
      const since = url.searchParams.get("since") ?? "";
      return pageOf(
        pulls.comments.filter(({ updated_at }) => updated_at >= since),
        url,
      );
    }),
    at("GET", `${repo}/issues/{n}/comments`, (call) => {
      const { number } = numbered(call);
      return pageOf(
        pulls.comments.filter(({ issue_url }) => issue_url.endsWith(`/${number}`)),
        call.url,
      );
    }),
    at("POST", `${repo}/issues/{n}/comments`, (call) => {
      const pull = numbered(call);
      const { body } = take(z.object({ body: z.string().min(1).max(65_536) }), call.body);
      const time = pulls.stamp();
      const comment: CommentShape = {
        id: pulls.id(),
        body,
        user: call.user,
        created_at: time,
        updated_at: time,
        issue_url: `${call.url.origin}${repo}/issues/${pull.number}`,
        html_url: "",
      };
      pulls.comments.push(comment);
      pull.updatedAt = time;
      return created(comment);
    }),

    at("POST", `${repo}/statuses/([0-9a-f]{40})`, async ({ parts: [sha = ""], body, user }) => {
      const { state, context, description, target_url } = take(STATUS, body);
      await repository.requireCommit(sha);
      const status: StatusShape = {
        context,
        state,
        description,
        target_url: target_url ?? null,
        created_at: pulls.stamp(),
        creator: user,
      };
      pulls.statuses.set(sha, [...(pulls.statuses.get(sha) ?? []), status]);
      return created(status);
    }),
    at("GET", `${repo}/commits/([0-9a-f]{40})/status`, ({ parts: [sha = ""] }) => {
      const newest = new Map((pulls.statuses.get(sha) ?? []).map((status) => [status.context, status]));
      const statuses = [...newest.values()];
      const state = statuses.some((one) => one.state === "failure" || one.state === "error")
        ? "failure"
        : statuses.length > 0 && statuses.every((one) => one.state === "success")
          ? "success"
          : "pending";
      return ok({ state, sha, total_count: statuses.length, statuses });
    }),
    at("GET", `${repo}/commits/([0-9a-f]{40})/check-runs`, ({ parts: [sha = ""] }) => {
      const newest = new Map((pulls.checkRuns.get(sha) ?? []).map((run) => [run.name, run]));
      return ok({ total_count: newest.size, check_runs: [...newest.values()] });
    }),
    at("GET", `${repo}/branches/{*}/protection`, () => protectionAnswer(pulls.protection)),
    at("GET", `${repo}/branches/{*}`, ({ parts: [name = ""] }) => branchAnswer(name, pulls.protection)),
    at("GET", `${repo}/rules/branches/{*}`, () => rulesAnswer(pulls.protection)),
    at("GET", `${repo}/compare/{*}\\.\\.\\.{*}`, async ({ parts: [from = "", to = ""] }) => {
      const [base, head] = [await repository.resolve(from), await repository.resolve(to)];
      const ahead = await repository.git.text(["rev-list", "--count", `${base}..${head}`]);
      const behind = await repository.git.text(["rev-list", "--count", `${head}..${base}`]);
      return ok({
        ahead_by: Number(ahead),
        behind_by: Number(behind),
        files: await repository.filesBetween(base, head),
      });
    }),
  ];
}
