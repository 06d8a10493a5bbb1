import { logCommits } from "./log-commits";
import type { Remark, RemarkOutcome } from "./port";
import { logOf } from "./ref-names";
import type { Repository } from "./repository";

/** Writes down what somebody says about a request. See the port for the outcomes. */
export function remark(repository: Repository, number: number, remark: Remark): Promise<RemarkOutcome | null> {
  return repository.write(async (refs): Promise<RemarkOutcome | null | "again"> => {
    const record = repository.log.record(number);
    if (!record) return null;
    const { type, by, text } = remark;
    const decides = type !== "commented";
    if (record.end && decides) return { outcome: "closed", request: await repository.view(record, refs) };

    const { tip, unnoted } = await repository.tip(record, refs);
    if (decides && !(await repository.heads.holds(record, remark.head, tip, refs.main)))
      return { outcome: "moved", request: await repository.view(record, refs) };

    // A comment is never lost for being about a commit that is gone: it is then about the branch as it is.
    const head = (await repository.heads.isAncestor(remark.head, tip)) ? remark.head : tip;
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
