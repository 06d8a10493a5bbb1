import type { Metadata } from "next";
import { CallLimitNotice } from "@/components/health/call-limit-notice";
import { HealthLink } from "@/components/health/health-link";
import { adminHref, adminQuery } from "@/components/review/admin-href";
import { ForeignPulls } from "@/components/review/foreign-pulls";
import { NeedsAttention } from "@/components/review/needs-attention";
import { QueueFilters } from "@/components/review/queue-filters";
import { ReviewDesk } from "@/components/review/review-desk";
import { ReviewDetail } from "@/components/review/review-detail";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { requireViewer } from "@/lib/auth/viewer";
import type { ReviewQueue } from "@/lib/domain/request-views";
import { portal } from "@/lib/portal";
import { reviewQueue } from "@/lib/requests/review-queue";
import { answer, told } from "../answer";
import { versioned } from "../versioned";

export const metadata: Metadata = { title: "Admin" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What waits for a platform admin, the request that is selected from it, and what is on fire. */
async function AdminPage({ searchParams }: Props) {
  const [viewer, params, deps] = await Promise.all([requireViewer(), searchParams, portal()]);
  const now = deps.now().toISOString();
  const query = adminQuery(params);
  const asks = query.selected === null ? "" : `?request=${query.selected}`;
  return answer(
    () => versioned(deps, viewer, `/admin${asks}`, () => reviewQueue(deps, viewer, query)),
    ({ version, view: queue }) => (
      <PageMain>
        <PageHead
          title={headingOf(queue)}
          sub={subOf(queue)}
          actions={
            <>
              <LinkButton href="/admin/instances">All instances</LinkButton>
              <HealthLink unwell={queue.unwell} />
            </>
          }
        />
        <CallLimitNotice limit={queue.callLimit} />
        <QueueFilters q={queue.q} flag={queue.flag} />
        <ReviewDesk
          queue={{
            rows: queue.rows,
            ended: queue.ended,
            q: queue.q,
            flag: queue.flag,
            selected: queue.selected?.number ?? null,
          }}
          now={now}
          attention={
            <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
              <NeedsAttention queue={queue} now={now} />
              <ForeignPulls pulls={queue.foreignPulls} now={now} />
            </div>
          }
        >
          {queue.selected === null ? (
            <Card aria-label="Request">
              <Nothing queue={queue} />
            </Card>
          ) : (
            <ReviewDetail request={queue.selected} now={now} />
          )}
        </ReviewDesk>
        <LiveRefresh path="/admin" asks={asks} version={version} moving={false} say={headingOf(queue)} />
      </PageMain>
    ),
  );
}

function headingOf({ waiting }: ReviewQueue): string {
  if (waiting === 0) return "Nothing waits for you";
  return waiting === 1 ? "1 request waits for you" : `${waiting} requests wait for you`;
}

function subOf({ open, waiting }: ReviewQueue): string {
  const others = open - waiting;
  if (others <= 0) return "Oldest first. Nobody approves their own.";
  return `Oldest first. ${others === 1 ? "1 more is" : `${others} more are`} open: with their requester, or yours, which somebody else decides.`;
}

function Nothing({ queue }: { queue: ReviewQueue }) {
  if (queue.q !== "" || queue.flag !== null)
    return (
      <EmptyState
        title="No open request matches"
        actions={<LinkButton href={adminHref({ selected: null, q: "", flag: null })}>Show the whole queue</LinkButton>}
      >
        The queue has {queue.open} open {queue.open === 1 ? "request" : "requests"} in all.
      </EmptyState>
    );
  return (
    <EmptyState title="The queue is empty">
      A request appears here as soon as somebody sends one, with its diff and what to look at.
    </EmptyState>
  );
}

export default told(AdminPage);
