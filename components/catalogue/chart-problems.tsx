import { Notice } from "@/components/ui/notice";
import type { SchemaProblem } from "@/lib/domain/schema-problem";

/** For platform admins: charts that are not offered, each with what is wrong, where, and what to do. */
export function ChartProblems({ problems }: { problems: readonly SchemaProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={
        problems.length === 1
          ? "1 problem keeps a chart out of the catalogue"
          : `${problems.length} problems keep charts out of the catalogue`
      }
    >
      <p className="text-sm text-muted">Only platform admins see this.</p>
      <ul className="mt-1 grid gap-2">
        {problems.map((problem) => (
          <li key={`${problem.file} ${problem.pointer} ${problem.message}`}>
            <code className="wrap-anywhere">
              {problem.file}
              {problem.pointer === "" ? "" : `#${problem.pointer}`}
            </code>
            <br />
            {problem.message} {problem.fix}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
