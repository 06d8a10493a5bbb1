import Link from "next/link";
import { FirstFew } from "@/components/ui/first-few";
import type { Problem } from "@/lib/domain/problem";

/** What stands in the way of a request, each with its field and the page that helps. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      <FirstFew items={problems}>
        {(problem) => (
          <li key={`${problem.pointer ?? ""} ${problem.code} ${problem.message}`}>
            {problem.label !== null && <b>{problem.label}: </b>}
            {problem.message}
            {problem.link !== undefined && (
              <>
                {" "}
                <Link className="link" prefetch={false} href={problem.link.href}>
                  {problem.link.text}
                </Link>
              </>
            )}
          </li>
        )}
      </FirstFew>
    </ul>
  );
}
