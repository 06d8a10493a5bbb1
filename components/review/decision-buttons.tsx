"use client";

import type { RemarkType } from "@/components/requests/send-remark";
import { Button } from "@/components/ui/button";
import { useAlive } from "@/components/ui/use-alive";
import type { RequestRights } from "@/lib/domain/request-views";

/** What the viewer may do with a request, each as a button that says so; and why it can't be merged when it can't. */
export function DecisionButtons({
  can,
  approved,
  busy,
  onSay,
}: {
  can: RequestRights;
  /** True when it is approved already: then only the merge is left. */
  approved: boolean;
  busy: RemarkType | null;
  onSay: (type: RemarkType) => void;
}) {
  const alive = useAlive();
  const press = (type: RemarkType) => ({
    busy: busy === type,
    // Until the page is alive a press would go nowhere.
    "aria-disabled": !alive || undefined,
    onClick: () => onSay(type),
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2.5">
        {can.merge.allowed && (
          <Button variant="primary" {...press("merge")}>
            {approved ? "Merge" : "Approve and merge"}
          </Button>
        )}
        {can.decide.allowed && (
          <>
            {!approved && <Button {...press("approve")}>Approve</Button>}
            <Button {...press("ask-changes")}>Ask for changes</Button>
          </>
        )}
        {can.comment.allowed && <Button {...press("comment")}>Comment</Button>}
        {can.decide.allowed && (
          <Button variant="danger" {...press("decline")}>
            Decline
          </Button>
        )}
      </div>
      {can.decide.allowed && !can.merge.allowed && can.merge.why !== null && (
        <p className="text-sm text-muted">It can’t be merged now. {can.merge.why}</p>
      )}
    </>
  );
}
