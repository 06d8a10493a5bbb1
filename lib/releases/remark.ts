import type { Judged } from "./consider";
import { logCommits } from "./log-commits";
import type { Remark, RemarkOutcome } from "./port";
import { logOf } from "./ref-names";
import type { Repository } from "./repository";
import type { RequestRecord } from "./request-log";
import type { Tip } from "./request-view";

/** A remark that can be written down: about which request, where its branch is, and which commit it is about. */
export interface FoundRemark {
  record: RequestRecord;
  tip: Tip;
  head: string;
}

/** What a remark comes to on the refs as they are: an outcome that nothing is written for, or what to write it about. */
export async function considerRemark<R extends { main: string }>(
  repository: Judged<R>,
  refs: R,
  number: number,
  { type, head: seen }: Remark,
): Promise<RemarkOutcome | FoundRemark | null> {
  const record = repository.log.record(number);
  if (!record) return null;
  const decides = type !== "commented";
  if (record.end && decides) return { outcome: "closed", request: await repository.view(record, refs) };

  const tip = await repository.tip(record, refs);
  if (decides && !(await repository.heads.holds(record, seen, tip.tip, refs.main)))
    return { outcome: "moved", request: await repository.view(record, refs) };

  // A comment is never lost for being about a commit that is gone: it is then about the branch as it is.
  const head = (await repository.heads.isAncestor(seen, tip.tip)) ? seen : tip.tip;
  return { record, tip, head };
}

/** Writes down what somebody says about a request. See the port for the outcomes. */
export function remark(repository: Repository, number: number, remark: Remark): Promise<RemarkOutcome | null> {
  return repository.write(async (refs): Promise<RemarkOutcome | null | "again"> => {
    const found = await considerRemark(repository, refs, number, remark);
    if (!found || "outcome" in found) return found;
    const { record, head } = found;
    const { tip, unnoted } = found.tip;
    const { type, by, text } = remark;
    const at = repository.now();
    const entries = [
      ...(unnoted ? [{ ...unnoted, tip }] : []),
      { entry: { type, by, text, ...(head === tip ? {} : { head }) }, at, tip },
    ];
    const ends = type === "declined" || type === "withdrawn";
    const stored = await repository.store(refs, logCommits(number, record.log, entries, 0), (ids) => [
      { ref: logOf(number), from: record.log, to: ids.at(-1) ?? null },
      ...(ends ? repository.branchGone(number, refs) : []),
    ]);
    if (!stored) return "again";
    return {
      outcome: "recorded",
      request: await repository.view(repository.log.record(number) ?? record, stored.refs),
    };
  });
}
