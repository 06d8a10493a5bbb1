import { PortalError } from "@/lib/domain/errors";
import { checkSubmission, consider, type Judged, type Step } from "../consider";
import type { Submission, SubmitOutcome } from "../port";
import { branchNameOf } from "./branch-name";
import type { ChangeNote } from "./commit-note";
import { says, statusOf } from "./failure";
import type { Hub, Now } from "./hub";
import { makeCommit } from "./make-commit";
import { plainName } from "./plain-name";
import { withdraw } from "./remark";
import { PULL, type Pull } from "./shapes";

/**
 * Opens a pull request or adds a commit to one: a tree, a commit, a branch and a pull request, four calls. See the port
 * for the outcomes. @throws PortalError
 */
export async function submit(hub: Hub, submission: Submission): Promise<SubmitOutcome> {
  checkSubmission(submission);
  return hub.write(async (now): Promise<SubmitOutcome | "again"> => {
    const found = await consider<Now>(hub satisfies Judged<Now>, now, submission);
    if ("outcome" in found) return found;
    return found.record ? revise(hub, submission, found, found.record.number) : open(hub, now, submission, found);
  });
}

async function open(hub: Hub, now: Now, submission: Submission, step: Step): Promise<SubmitOutcome | "again"> {
  const branch = branchNameOf(submission.by.subject, submission.key);
  const commit = await commitOf(hub, submission, step);
  const left = now.refs.branches.get(branch);
  // A branch without a pull request was left by a try that got no further; it is this person's and this form's.
  const stranger = pullOf(hub, branch);
  if (stranger)
    throw new PortalError(
      "conflict",
      `Pull request ${stranger.number} has this form's branch, and the portal does not know it for its own. Close it on GitHub, then send again.`,
    );
  if (left !== undefined) await moveBranch(hub, branch, commit, true);
  else if (!(await makeBranch(hub, branch, commit))) return "again";
  const pull = await openPull(hub, branch, submission, step);
  hub.pulls.put(pull);
  const after = await hub.refetch();
  const { number } = pull;
  // Another replica may have opened one for the same file meanwhile: the older one stays.
  const other = hub.log.openFor(submission.path, number);
  if (other && other.number < number) {
    await withdraw(
      hub,
      number,
      commit,
      submission.by,
      `Request ${other.number} for the same file was a moment earlier.`,
    );
    return { outcome: "taken", request: await hub.view(other, await hub.refetch()) };
  }
  return { outcome: "opened", request: await written(hub, after, number) };
}

async function revise(hub: Hub, submission: Submission, step: Step, number: number): Promise<SubmitOutcome | "again"> {
  const { client } = hub.parts;
  const pull = hub.pulls.get(number);
  if (!pull) throw new Error(`Pull request ${number} is not known.`);
  const commit = await commitOf(hub, submission, step);
  if (!(await moveBranch(hub, pull.head.ref, commit, false))) return "again";
  const title = step.proposal.title;
  if (title !== pull.title) {
    const { data } = await client.call((octokit) =>
      octokit.rest.pulls.update({ ...client.at, pull_number: number, title, body: bodyOf(hub, submission) }),
    );
    hub.pulls.put(PULL.parse(data));
  }
  const after = await hub.refetch();
  return { outcome: "revised", request: await written(hub, after, number) };
}

async function written(hub: Hub, now: Now, number: number) {
  const record = hub.log.record(number);
  if (!record) throw new Error(`Request ${number} was written but can't be read.`);
  return hub.view(record, now);
}

/** Makes the commit; nothing points at it yet. */
async function commitOf(hub: Hub, submission: Submission, { type, commit, proposal }: Step): Promise<string> {
  const parents = commit.parents.map(String);
  const from = typeof commit.tree === "string" ? commit.tree : await hub.objects.id(`${parents[0]}^{tree}`);
  const { by, groups, key } = submission;
  const { title, path, base } = proposal;
  const note: ChangeNote = { type, by, groups: [...groups], key, title, path, base };
  return makeCommit(hub, { from, changes: commit.changes, parents, by, note });
}

/** False when the branch is there already, with another commit. */
async function makeBranch(hub: Hub, branch: string, sha: string): Promise<boolean> {
  const { client } = hub.parts;
  try {
    await client.call((octokit) => octokit.rest.git.createRef({ ...client.at, ref: `refs/heads/${branch}`, sha }));
    return true;
  } catch (error) {
    if (!says(error, /already exists/i)) throw error;
    // A first try that got no answer may have made it.
    const { data } = await client.call((octokit) => octokit.rest.git.getRef({ ...client.at, ref: `heads/${branch}` }));
    return data.object.sha === sha;
  }
}

/** False when the branch has another commit by now, or is gone. */
export async function moveBranch(hub: Hub, branch: string, sha: string, force: boolean): Promise<boolean> {
  const { client } = hub.parts;
  try {
    await client.call((octokit) => octokit.rest.git.updateRef({ ...client.at, ref: `heads/${branch}`, sha, force }));
    return true;
  } catch (error) {
    if (statusOf(error) !== 422 || !says(error, /fast forward|does not exist|cannot be updated/i)) throw error;
    return false;
  }
}

function pullOf(hub: Hub, branch: string): Pull | undefined {
  for (const pull of hub.pulls.all()) if (pull.head.ref === branch && pull.state === "open") return pull;
  return undefined;
}

async function openPull(hub: Hub, branch: string, submission: Submission, { proposal }: Step): Promise<Pull> {
  const { client, sources } = hub.parts;
  const { at } = client;
  try {
    const { data } = await client.call((octokit) =>
      octokit.rest.pulls.create({
        ...at,
        title: proposal.title,
        head: branch,
        base: sources.branch,
        body: bodyOf(hub, submission),
      }),
    );
    return PULL.parse(data);
  } catch (error) {
    if (!says(error, /already exists/i)) throw error;
    // A first try that got no answer has opened it.
    const { data } = await client.call((octokit) =>
      octokit.rest.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: "open" }),
    );
    return PULL.parse(data[0]);
  }
}

/** What people read on GitHub. A GitHub account that asked is mentioned, so GitHub keeps it informed. */
function bodyOf({ parts }: Hub, { by, path }: Submission): string {
  const login = parts.sources.loginOf(by);
  return `Requested by ${login === null ? plainName(by) : `@${login}`} in the portal. It changes \`${path}\`.`;
}
