import Link from "next/link";
import { Fragment } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { HistoryLine } from "@/lib/domain/tenant-views";

/** The merged changes of a manifest, newest first, as Git tells them. */
export function HistoryCard({ history, now }: { history: readonly HistoryLine[]; now: string }) {
  return (
    <Card aria-labelledby="history">
      <CardHead title="History" id="history" />
      {history.length === 0 ? (
        <p className="px-5 py-4 text-muted">Nothing was merged for it yet.</p>
      ) : (
        <Timeline label="Merged changes, newest first">
          {history.map((line) => (
            <TimelineItem
              key={line.commit}
              state="ok"
              sign={line.what === "Created" ? "plus" : line.what === "Deleted" ? "minus" : "pencil"}
              title={line.what}
              meta={
                <>
                  {line.request !== null && (
                    <>
                      <Link href={line.request.href} prefetch={false} className="link">
                        Request {line.request.number}
                      </Link>
                      {" · "}
                    </>
                  )}
                  <span title={line.by.subject}>{line.by.name}</span> · <Time iso={line.at} now={now} />
                  {line.reviewedBy.length > 0 && " · reviewed by "}
                  {line.reviewedBy.map(({ subject, name }, at) => (
                    <Fragment key={subject}>
                      {at > 0 && ", "}
                      <span title={subject}>{name}</span>
                    </Fragment>
                  ))}
                  {line.request === null && <> · without a request</>}
                </>
              }
            />
          ))}
        </Timeline>
      )}
    </Card>
  );
}
