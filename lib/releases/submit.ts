import { PortalError } from "@/lib/domain/errors";
import { targetOf } from "@/lib/domain/path";
import type { Request } from "@/lib/domain/request";
import { logCommits } from "./log-commits";
import { type LogEntry, type Proposal, titleLine } from "./log-entry";
import { requestTrailers } from "./message";
import { blobId } from "./object-reader";
import type { FileChange, NewCommit } from "./object-writer";
import type { Submission, SubmitOutcome } from "./port";
import { branchOf, logOf } from "./ref-names";
import type { RefChange, Refs } from "./refs";
import type { Repository, Tip } from "./repository";
import type { RequestRecord } from "./request-log";

/** @throws PortalError `invalid` for a submission that can't mean anything */
export function checkSubmission({ path, key }: Submission): void {
  if (!targetOf(path)) throw new PortalError("invalid", `${path} is not the path of a manifest.`);
  if (key === "") throw new PortalError("invalid", "The form sent no key. Reload the page and send it again.");
}

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

/** What a submission comes to on the refs as they are: an outcome that nothing is written for, or a step to write. */
export async function consider(
  repository: Repository,
  refs: Refs,
  submission: Submission,
): Promise<SubmitOutcome | Step> {
  const { log, heads } = repository;
  const { path, key, by, content } = submission;
  const after = content === null ? null : blobId(content);
  const ofKey = log.ofKey(by.subject, key);
  const sent = ofKey?.submissions.find((one) => one.key === key && one.by === by.subject);
  if (ofKey && sent?.path === path && sent.blob === after)
    return { outcome: "same", request: await repository.view(ofKey, refs) };

  const record = ofKey ?? (submission.revises === undefined ? undefined : log.record(submission.revises));
  if (!record && submission.revises !== undefined)
    throw new PortalError("not-found", `There is no request ${submission.revises}.`);
  if (record?.end) return { outcome: "closed", request: await repository.view(record, refs) };

  if (!(await heads.isAncestor(submission.base, refs.main))) return { outcome: "unknown-base" };
  const other = log.openFor(path, record?.number);
  if (other) return { outcome: "taken", request: await repository.view(other, refs) };
  const before = await repository.blobAt(submission.base, path, refs);
  if (before === after) return { outcome: "unchanged" };
  if (!record) return { ...open(submission, before, after), current: null };
  const revision = await revise(repository, refs, record, submission, before, after);
  return revision ? { ...revision, record } : { outcome: "same", request: await repository.view(record, refs) };
}

/** What a submission adds to a branch. */
export interface Step {
  type: "opened" | "revised" | "updated";
  commit: Pick<NewCommit, "parents" | "changes" | "tree">;
  proposal: Proposal;
  current: Tip | null;
  /** The request that is revised; absent for a new one. */
  record?: RequestRecord;
}

function proposed(submission: Submission, base: string, before: string | null, after: string | null): Proposal {
  const type = after === null ? "delete" : before === null ? "create" : "update";
  return { title: titleLine(submission.title), path: submission.path, type, base, before, after, otherPaths: [] };
}

function open(submission: Submission, before: string | null, after: string | null): Omit<Step, "current"> {
  const { base } = submission;
  return {
    type: "opened",
    commit: { parents: [base], changes: [fileOf(submission)] },
    proposal: proposed(submission, base, before, after),
  };
}

/** Null when the request asks for exactly this already. */
async function revise(
  repository: Repository,
  refs: Refs,
  record: RequestRecord,
  submission: Submission,
  before: string | null,
  after: string | null,
): Promise<Step | null> {
  const { base, path } = submission;
  const { heads, objects } = repository;
  const current = await repository.tip(record, refs);
  const { proposal: old, tip } = current;
  const samePath = old.path === path;

  // Made from a newer main: main comes in with it. A branch that changes other files too is left to who pushed them:
  // taking main's tree would drop their work.
  const newer = base !== old.base && old.otherPaths.length === 0 && (await heads.isAncestor(old.base, base));
  if (newer) {
    const tree = await objects.id(`${base}^{tree}`);
    return {
      type: samePath && old.after === after ? "updated" : "revised",
      commit: { parents: [tip, base], changes: [fileOf(submission)], tree },
      proposal: proposed(submission, base, before, after),
      current,
    };
  }
  if (samePath && old.after === after) return null;

  const changes = [fileOf(submission)];
  if (!samePath)
    changes.push(old.before === null ? { path: old.path, gone: true } : { path: old.path, blob: old.before });
  const atBase = samePath ? old.before : await objects.blobAt(old.base, path);
  const otherPaths = old.otherPaths.filter((other) => other !== path);
  return {
    type: "revised",
    commit: { parents: [tip], changes },
    proposal: { ...proposed(submission, old.base, atBase, after), otherPaths },
    current,
  };
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

function fileOf({ path, content }: Submission): FileChange {
  return content === null ? { path, gone: true } : { path, text: content };
}
