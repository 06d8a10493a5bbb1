import type { RequestEvent } from "@/lib/domain/request";
import type { Judged } from "./consider";
import { logCommits } from "./log-commits";
import type { LogEntry } from "./log-entry";
import { requestTrailers } from "./message";
import type { NewCommit } from "./object-writer";
import type { MergeOrder, MergeOutcome } from "./port";
import { logOf } from "./ref-names";
import type { Repository } from "./repository";
import type { RequestRecord } from "./request-log";
import type { Tip } from "./request-view";

/** A merge that can be done: of which request, where its branch is, the file that comes of it, and who is named as reviewer. */
export interface FoundMerge {
  record: RequestRecord;
  tip: Tip;
  blob: string | null;
  reviewers: string[];
}

/** What an order to merge comes to on the refs as they are: an outcome that nothing is written for, or what to merge. */
export async function considerMerge<R extends { main: string }>(
  repository: Judged<R>,
  refs: R,
  number: number,
  order: MergeOrder,
): Promise<MergeOutcome | FoundMerge | null> {
  const { heads } = repository;
  const record = repository.log.record(number);
  if (!record) return null;
  const request = await repository.view(record, refs);
  if (record.end) return { outcome: "closed", request };
  const tip = await repository.tip(record, refs);
  const { proposal } = tip;
  const holds = (seen: string) => heads.holds(record, seen, tip.tip, refs.main);
  if (!(await holds(order.head))) return { outcome: "moved", request };
  if (order.main !== refs.main) return { outcome: "main-moved" };

  const merged = await heads.mergeFile(
    proposal,
    await repository.blobAt(refs.main, proposal.path, refs),
    tip.tip,
    refs.main,
  );
  // Files beside its own are nobody's request, so nobody judged them: such a branch is never merged here.
  if (merged.conflict || proposal.otherPaths.length > 0) return { outcome: "conflict", request };
  const reviewers = await approvers(request.events, holds);
  return { record, tip, blob: merged.blob, reviewers: reviewers.length > 0 ? reviewers : [order.by.subject] };
}

/** Merges a request into main. See the port for the outcomes. */
export function merge(repository: Repository, number: number, order: MergeOrder): Promise<MergeOutcome | null> {
  return repository.write(async (refs): Promise<MergeOutcome | null | "again"> => {
    const found = await considerMerge(repository, refs, number, order);
    if (!found || "outcome" in found) return found;
    const { record, blob, reviewers } = found;
    const { tip, proposal, unnoted } = found.tip;
    const { path, title } = proposal;
    const at = repository.now();
    const mergeCommit: NewCommit = {
      author: record.by,
      committer: order.by,
      at,
      message: requestTrailers(title, number, record.by, reviewers),
      parents: [refs.main, tip],
      changes: [blob === null ? { path, gone: true } : { path, blob: blob }],
    };
    const entry: LogEntry = {
      type: "merged",
      by: order.by,
      text: order.text,
      ...(order.head === tip ? {} : { head: order.head }),
    };
    const entries = [...(unnoted ? [{ ...unnoted, tip }] : []), { entry, at, tip, merge: 0 }];
    const commits = [mergeCommit, ...logCommits(number, record.log, entries, 1)];
    const stored = await repository.store(refs, commits, (ids) => [
      // Main first: a merge that its log does not know yet is found in main's history.
      { ref: `refs/heads/${repository.refs.branch}`, from: refs.main, to: ids[0] ?? null },
      { ref: logOf(number), from: record.log, to: ids.at(-1) ?? null },
      ...repository.branchGone(number, refs),
    ]);
    if (!stored) return "again";
    return {
      outcome: "merged",
      request: await repository.view(repository.log.record(number) ?? record, stored.refs),
      commit: stored.ids[0] ?? "",
    };
  });
}

/** Subjects whose approval still holds: given to this change, and not taken back by asking for changes. */
async function approvers(
  events: readonly RequestEvent[],
  holds: (seen: string) => Promise<boolean>,
): Promise<string[]> {
  const held = new Set<string>();
  for (const { type, by, head } of events) {
    if (type === "approved" && (await holds(head))) held.add(by.subject);
    if (type === "changes-asked") held.delete(by.subject);
    if (type === "revised") held.clear();
  }
  return [...held];
}
