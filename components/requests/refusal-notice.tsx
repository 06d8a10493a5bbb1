import type { Ref } from "react";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/domain/problem";

/** Why something was not done, where the person pressed for it. What they typed is still in its place. */
export function RefusalNotice({
  message,
  problems,
  ref,
}: {
  message: string;
  problems: readonly Problem[];
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <Notice tone="bad" role="alert" title={message} ref={ref}>
      {problems.length > 0 && (
        <ul className="grid list-disc gap-1 pl-5">
          {problems.map((problem) => (
            <li key={`${problem.pointer ?? ""} ${problem.code} ${problem.message}`}>
              {problem.label !== null && <b>{problem.label}: </b>}
              {problem.message}
              {problem.link !== undefined && (
                <>
                  {" "}
                  <a className="link" href={problem.link.href}>
                    {problem.link.text}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
