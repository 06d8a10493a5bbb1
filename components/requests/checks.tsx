import { Notice } from "@/components/ui/notice";
import type { RequestView } from "@/lib/domain/request-views";
import { ProblemList } from "./problem-list";

/** What the judges say about a request now: everything that would stop its merge, each with where and what to do. */
export function Checks({ request }: { request: Pick<RequestView, "problems" | "clusterAsked" | "state"> }) {
  const { problems, clusterAsked, state } = request;
  const ended = state === "merged" || state === "declined" || state === "withdrawn";
  if (ended) return null;
  return (
    <>
      {problems.length > 0 && (
        <Notice
          tone="bad"
          title={
            problems.length === 1
              ? "1 thing must change before this can be merged"
              : `${problems.length} things must change before this can be merged`
          }
        >
          <ProblemList problems={problems} />
        </Notice>
      )}
      {!clusterAsked && (
        <Notice tone="warn" title="The cluster can't be asked right now">
          <p>Whether the name is free there is not known. It is checked again when the request is merged.</p>
        </Notice>
      )}
    </>
  );
}
