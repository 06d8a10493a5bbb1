"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Approves the chosen requests one after the other. Only unflagged ones can be chosen, and each is judged by itself. */
export function ApproveSeveral({
  chosen,
  unapproved,
  possible,
  onAll,
  onApprove,
}: {
  chosen: number;
  /** How many of the chosen nobody has approved yet. */
  unapproved: number;
  possible: number;
  onAll: () => void;
  onApprove: (type: "approve" | "merge") => Promise<void>;
}) {
  const [busy, setBusy] = useState<"approve" | "merge" | null>(null);
  const run = async (type: "approve" | "merge") => {
    if (busy !== null) return;
    setBusy(type);
    await onApprove(type);
    setBusy(null);
  };
  if (possible < 2) return null;
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2">
      {chosen === 0 ? (
        <>
          <span className="flex-1 text-sm text-muted">Requests without flags can be approved together.</span>
          <Button variant="quiet" onClick={onAll}>
            Choose all {possible}
          </Button>
        </>
      ) : (
        <>
          <span className="flex-1 text-sm">{chosen} chosen, each judged by itself</span>
          {unapproved > 0 && (
            <Button busy={busy === "approve"} onClick={() => void run("approve")}>
              Approve {unapproved}
            </Button>
          )}
          <Button variant="primary" busy={busy === "merge"} onClick={() => void run("merge")}>
            Approve and merge {chosen}
          </Button>
        </>
      )}
    </div>
  );
}
