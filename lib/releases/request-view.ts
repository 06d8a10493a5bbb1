import { targetOf } from "@/lib/domain/path";
import type { Request, RequestDetail, RequestEvent } from "@/lib/domain/request";
import type { LogEntry, Proposal } from "./log-entry";
import type { MainReader } from "./main-reader";
import type { RequestRecord } from "./request-log";
import { stateOf } from "./request-state";

/** An open request's branch as it is now, and the change to it that its record has not noted yet. */
export interface Tip {
  tip: string;
  proposal: Proposal;
  unnoted: { entry: LogEntry; at: Date } | null;
}

/** A request as the port shows it. In: what is known of it, its branch, its file's blob on main, and main. */
export async function viewOf(
  { heads }: MainReader,
  record: RequestRecord,
  { tip, proposal, unnoted }: Tip,
  onMain: string | null,
  main: string,
): Promise<Request> {
  const events: RequestEvent[] = [...record.events];
  if (unnoted) {
    const { type, by, text } = unnoted.entry;
    events.push({ type, at: unnoted.at.toISOString(), by, head: tip, text });
  }
  const conflict = record.end === null && (await heads.mergeFile(proposal, onMain, tip, main)).conflict;
  const { title, type, path } = proposal;
  const target = targetOf(path);
  if (!target) throw new Error(`Request ${record.number} is about ${path}, which is no manifest's path.`);
  const { number, by, requesterGroups, mergeCommit } = record;
  const state = stateOf(events, conflict);
  return { number, title, type, target, path, by, requesterGroups, state, head: tip, events, mergeCommit };
}

/** A request with everything that a reviewer needs. In: the request as it is shown, and where that came from. */
export async function detailOf(
  reader: MainReader,
  request: Request,
  record: RequestRecord,
  { tip, proposal, unnoted }: Tip,
  main: string,
): Promise<RequestDetail> {
  const { objects, heads } = reader;
  const onMain = (await reader.main(main)).entry(proposal.path)?.blob ?? null;
  const { mergeCommit } = record;
  const merging = mergeCommit
    ? { conflict: false as const, blob: await objects.blobAt(mergeCommit, proposal.path) }
    : await heads.mergeFile(proposal, onMain, tip, main);
  const [before, after, current, merged] = await Promise.all([
    objects.text(proposal.before),
    objects.text(proposal.after),
    objects.text(onMain),
    merging.conflict ? null : objects.text(merging.blob),
  ]);
  return {
    ...request,
    base: proposal.base,
    main,
    before,
    after,
    current,
    merged: merging.conflict ? { conflict: true } : { conflict: false, content: merged },
    otherPaths: proposal.otherPaths,
    handEdited: record.handEdited || unnoted !== null,
  };
}
