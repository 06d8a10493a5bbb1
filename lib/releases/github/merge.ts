import { z } from "zod";
import { considerMerge } from "../merge";
import type { MergeOrder, MergeOutcome } from "../port";
import { mergeMessage } from "./commit-note";
import { setDecision } from "./decision-status";
import { isUnanswered, says, statusOf } from "./failure";
import type { Hub, Now } from "./hub";
import { removeBranch } from "./remark";
import { PULL, type Pull, SHA } from "./shapes";

/** Merges a pull request. See the port for the outcomes. @throws PortalError when GitHub does not merge it */
export function merge(hub: Hub, number: number, order: MergeOrder): Promise<MergeOutcome | null> {
  return hub.write(async (now): Promise<MergeOutcome | null | "again"> => {
    const found = await considerMerge<Now>(hub, now, number, order);
    if (!found || "outcome" in found) return found;
    const { record, reviewers } = found;
    const { tip, proposal } = found.tip;
    const pull = hub.pulls.get(number);
    if (!pull) throw new Error(`Pull request ${number} is not known.`);
    await setDecision(hub, tip, "success", `Decided by ${order.by.name}`);
    const { seal } = hub.parts.sources;
    const note = { by: order.by, text: order.text, head: order.head };
    const message = mergeMessage(seal, number, tip, record.by, reviewers, note);
    const commit = await mergePull(hub, pull, tip, proposal.title, message, order.token);
    // Somebody pushed between our look and GitHub's: judge again.
    if (commit === null) return "again";
    await removeBranch(hub, pull.head.ref);
    const after = await hub.refetch();
    return { outcome: "merged", request: await hub.view(hub.log.record(number) ?? record, after), commit };
  });
}

/** The merge's commit, or null when the branch or main is another by now. */
async function mergePull(
  hub: Hub,
  pull: Pull,
  sha: string,
  title: string,
  message: string,
  token: string | undefined,
): Promise<string | null> {
  const { client } = hub.parts;
  const at = { ...client.at, pull_number: pull.number };
  try {
    const commit = await client.call(async (octokit) => {
      const order = { ...at, sha, merge_method: "merge", commit_title: title, commit_message: message } as const;
      return SHA.parse((await octokit.rest.pulls.merge(order)).data).sha;
    }, token);
    const time = `${hub.parts.now().toISOString().slice(0, 19)}Z`;
    hub.pulls.put({ ...pull, state: "closed", closed_at: time, merged_at: time, merge_commit_sha: commit });
    return commit;
  } catch (error) {
    const status = statusOf(error);
    if (status !== 405 && status !== 409 && !isUnanswered(error)) throw error;
    // No answer, or a refusal that a first try may have caused by succeeding: GitHub knows.
    const { data } = await client.call((octokit) => octokit.rest.pulls.get(at));
    const now = PULL.extend({ merged: z.boolean() }).parse(data);
    hub.pulls.put(now);
    if (now.merged && now.head.sha === sha && now.merge_commit_sha !== null) return now.merge_commit_sha;
    if (status === 409 || says(error, /base branch was modified|is not mergeable/i)) return null;
    throw error;
  }
}
