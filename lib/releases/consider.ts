import { PortalError } from "@/lib/domain/errors";
import { targetOf } from "@/lib/domain/path";
import type { Request } from "@/lib/domain/request";
import type { Heads } from "./heads";
import { type Proposal, titleLine } from "./log-entry";
import { blobId, type ObjectReader } from "./object-reader";
import type { FileChange, NewCommit } from "./object-writer";
import type { Submission, SubmitOutcome } from "./port";
import type { RequestLog, RequestRecord } from "./request-log";
import type { Tip } from "./request-view";

/** What a verb has to know of a repository in order to judge, wherever requests are kept. `R`: its refs at one moment. */
export interface Judged<R extends { main: string }> {
  log: Pick<RequestLog, "ofKey" | "record" | "openFor">;
  heads: Pick<Heads, "isAncestor" | "holds" | "mergeFile">;
  objects: Pick<ObjectReader, "id" | "blobAt">;
  blobAt(commit: string, path: string, refs: R): Promise<string | null>;
  tip(record: RequestRecord, refs: R): Promise<Tip>;
  view(record: RequestRecord, refs: R): Promise<Request>;
}

/** @throws PortalError `invalid` for a submission that can't mean anything */
export function checkSubmission({ path, key }: Submission): void {
  if (!targetOf(path)) throw new PortalError("invalid", `${path} is not the path of a manifest.`);
  if (key === "") throw new PortalError("invalid", "The form sent no key. Reload the page and send it again.");
}

/** What a submission comes to on the refs as they are: an outcome that nothing is written for, or a step to write. */
export async function consider<R extends { main: string }>(
  repository: Judged<R>,
  refs: R,
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
async function revise<R extends { main: string }>(
  repository: Judged<R>,
  refs: R,
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

function fileOf({ path, content }: Submission): FileChange {
  return content === null ? { path, gone: true } : { path, text: content };
}
