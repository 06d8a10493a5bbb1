import type { Ref } from "react";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/domain/problem";
import { ProblemList } from "./problem-list";

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
      {problems.length > 0 && <ProblemList problems={problems} />}
    </Notice>
  );
}
