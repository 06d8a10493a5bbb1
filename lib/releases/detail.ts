import type { RequestDetail } from "@/lib/domain/request";
import type { Repository } from "./repository";

/** A request with everything that a reviewer needs; null for a number that no request has. */
export async function detailOf(repository: Repository, number: number): Promise<RequestDetail | null> {
  const refs = await repository.current();
  const record = repository.log.record(number);
  if (!record) return null;
  const { objects, heads } = repository;
  const [request, { tip, proposal, unnoted }, main] = await Promise.all([
    repository.view(record, refs),
    repository.tip(record, refs),
    repository.main(refs),
  ]);
  const onMain = main.entry(proposal.path)?.blob ?? null;
  const { mergeCommit } = record;
  const merging = mergeCommit
    ? { conflict: false as const, blob: await objects.blobAt(mergeCommit, proposal.path) }
    : await heads.mergeFile(proposal, onMain, tip, refs.main);
  const [before, after, current, merged] = await Promise.all([
    objects.text(proposal.before),
    objects.text(proposal.after),
    objects.text(onMain),
    merging.conflict ? null : objects.text(merging.blob),
  ]);
  return {
    ...request,
    base: proposal.base,
    main: refs.main,
    before,
    after,
    current,
    merged: merging.conflict ? { conflict: true } : { conflict: false, content: merged },
    otherPaths: proposal.otherPaths,
    handEdited: record.handEdited || unnoted !== null,
  };
}
