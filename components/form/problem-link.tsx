import type { Problem } from "@/lib/domain/problem";

/** The page that helps with a problem, behind its words. */
export function ProblemLink({ problem }: { problem: Problem }) {
  return (
    problem.link && (
      <>
        {" "}
        <a href={problem.link.href} className="underline">
          {problem.link.text}
        </a>
      </>
    )
  );
}
