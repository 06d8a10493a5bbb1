import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/domain/problem";

/** Says that the file on main does not fit: somebody edited it by hand, or the chart's schema changed. */
export function FileNotice({ problems, edit }: { problems: readonly Problem[]; edit: string | null }) {
  if (problems.length === 0) return null;
  return (
    <Notice tone="warn" title="The manifest on main does not fit its service’s schema">
      <ul className="grid list-disc gap-1 pl-5">
        {problems.map((problem) => (
          <li key={`${problem.pointer ?? ""} ${problem.code} ${problem.message}`}>
            {problem.label !== null && <b>{problem.label}: </b>}
            {problem.message}
          </li>
        ))}
      </ul>
      {edit !== null && (
        <p>
          <Link href={edit} prefetch={false} className="link">
            Mend it in the form
          </Link>
        </p>
      )}
    </Notice>
  );
}
