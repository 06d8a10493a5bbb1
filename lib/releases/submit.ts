import type { Request } from "@/lib/domain/request";
import { checkSubmission, consider, type Step } from "./consider";
import { logCommits } from "./log-commits";
import type { LogEntry } from "./log-entry";
import { requestTrailers } from "./message";
import type { NewCommit } from "./object-writer";
import type { Submission, SubmitOutcome } from "./port";
import { branchOf, logOf } from "./ref-names";
import type { RefChange, Refs } from "./refs";
import type { Repository } from "./repository";

/** Opens a request or adds a commit to one. See the port for the outcomes. Throws a PortalError for a path that is no manifest's. */
export async function submit(repository: Repository, submission: Submission): Promise<SubmitOutcome> {
  checkSubmission(submission);
  return repository.write(async (refs): Promise<SubmitOutcome | "again"> => {
    const found = await consider(repository, refs, submission);
    if ("outcome" in found) return found;
    const number = found.record?.number ?? repository.log.nextNumber(refs);
    const { commits, changes } = stage(repository, refs, submission, found, number, 0);
    const stored = await repository.store(refs, commits, changes);
    if (!stored) return "again";
    const outcome = found.type === "opened" ? "opened" : "revised";
    return { outcome, request: await written(repository, number, stored.refs) };
  });
}

/**
 * The commits and ref changes that a step takes.
 * @param place how many commits stand before these in the same writing
 */
export function stage(
  repository: Repository,
  refs: Refs,
  { by, key, groups }: Submission,
  { type, commit, proposal, current, record }: Step,
  number: number,
  place: number,
): { commits: NewCommit[]; changes: (ids: readonly string[]) => RefChange[] } {
  const at = repository.now();
  const entry: LogEntry = { type, by, text: "", key, groups, proposal };
  const noted = current?.unnoted ? [{ ...current.unnoted, tip: current.tip }] : [];
  const commits: NewCommit[] = [
    { ...commit, author: by, committer: by, at, message: requestTrailers(proposal.title, number, by) },
    ...logCommits(number, record?.log ?? null, [...noted, { entry, at, tip: place }], place + 1),
  ];
  const newest = place + commits.length - 1;
  return {
    commits,
    changes: (ids) => [
      // The log first: from it alone a killed process's branch can be made.
      { ref: logOf(number), from: record?.log ?? null, to: ids[newest] ?? null },
      { ref: branchOf(number), from: refs.branches.get(number) ?? null, to: ids[place] ?? null },
    ],
  };
}

/** The request that was just written. */
export async function written(repository: Repository, number: number, refs: Refs): Promise<Request> {
  const record = repository.log.record(number);
  if (!record) throw new Error(`Request ${number} was written but can't be read.`);
  return repository.view(record, refs);
}
