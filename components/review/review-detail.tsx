import Link from "next/link";
import { Checks } from "@/components/requests/checks";
import { FlagPills } from "@/components/requests/flag-pills";
import { PullCard } from "@/components/requests/pull-card";
import { RequestTimeline } from "@/components/requests/request-timeline";
import { StatePill } from "@/components/requests/state-pill";
import { Card, CardHead } from "@/components/ui/card";
import { DiffCount, DiffTable } from "@/components/ui/diff-table";
import { Time } from "@/components/ui/time";
import { isOpen } from "@/lib/domain/request";
import type { RequestView } from "@/lib/domain/request-views";
import { DecisionBar } from "./decision-bar";
import { DETAIL_HEADING } from "./detail-heading";

/** The selected request: what it is, what speaks against it, what it changes, and what the reviewer says. */
export function ReviewDetail({ request, now }: { request: RequestView; now: string }) {
  const { number, title, change, state, flags, diff, path, by, mine, openedAt } = request;
  return (
    <div className="grid gap-6">
      <Card aria-labelledby={DETAIL_HEADING}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 border-b border-line px-4 py-4">
          <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
            <h2 id={DETAIL_HEADING} tabIndex={-1} className="min-w-0 flex-1 basis-60 text-lg font-semibold">
              <span className="text-muted tabular-nums">#{number}</span> {title}
            </h2>
            <span className="flex flex-wrap gap-1.5">
              <FlagPills flags={flags} />
              <StatePill state={state} />
            </span>
          </div>
          {change !== "" && <p>{change}</p>}
          <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-muted">
            <span>
              {mine ? "by you" : `by ${by.name}`} · <Time iso={openedAt} now={now} />
            </span>
            <Link href={request.href} prefetch={false} className="link">
              The request’s own page
            </Link>
          </p>
        </div>
        {(request.problems.length > 0 || !request.clusterAsked) && isOpen(state) && (
          <div className="grid gap-3 border-b border-line px-4 py-4">
            <Checks request={request} />
          </div>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-3 px-4 py-2 text-sm text-muted">
          <span className="wrap-anywhere">{path}</span>
          <DiffCount hunks={diff} />
        </div>
        {diff.length === 0 ? (
          <p className="bg-sunken px-4 py-4 text-muted">The file on main already says exactly this.</p>
        ) : (
          <DiffTable caption={`Change of ${path}`} hunks={diff} />
        )}
        {isOpen(state) && (
          <DecisionBar key={number} request={{ number, state, head: request.head, flags, can: request.can }} />
        )}
      </Card>
      <PullCard request={request} now={now} />
      <Card aria-labelledby="detail-timeline">
        <CardHead id="detail-timeline" title="What was said and done" />
        <RequestTimeline entries={request.timeline} now={now} />
      </Card>
    </div>
  );
}
