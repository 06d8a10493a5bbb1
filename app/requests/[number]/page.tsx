import type { Metadata } from "next";
import { Checks } from "@/components/requests/checks";
import { MarkSeen } from "@/components/requests/mark-seen";
import { PullCard } from "@/components/requests/pull-card";
import { RequestActions } from "@/components/requests/request-actions";
import { RequestHead } from "@/components/requests/request-head";
import { RequestTimeline } from "@/components/requests/request-timeline";
import { StatusStory } from "@/components/requests/status-story";
import { WhatChanges } from "@/components/requests/what-changes";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { Card, CardHead } from "@/components/ui/card";
import { Split } from "@/components/ui/page-head";
import { requireViewer } from "@/lib/auth/viewer";
import { isOpen } from "@/lib/domain/request";
import { requestNumberIn } from "@/lib/domain/request-number";
import type { RequestView } from "@/lib/domain/request-views";
import { portal } from "@/lib/portal";
import { readRequest } from "@/lib/requests/read-request";
import { answer, NotFoundPage, told } from "../../answer";
import { versioned } from "../../versioned";

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = requestNumberIn((await params).number);
  return { title: number === null ? "Request" : `Request ${number}` };
}

/** One request: what changes, where it stands and what comes next, how it runs since the merge, what the viewer can do. */
async function RequestPage({ params }: Props) {
  const [viewer, { number: text }, deps] = await Promise.all([requireViewer(), params, portal()]);
  const number = requestNumberIn(text);
  if (number === null) return <NotFoundPage>No request has this number.</NotFoundPage>;
  const now = deps.now().toISOString();
  return answer(
    () => versioned(deps, viewer, `/requests/${number}`, () => readRequest(deps, viewer, { number })),
    ({ version, view: request }) => (
      <PageMain>
        <RequestHead request={request} />
        <Checks request={request} />
        <Split>
          <WhatChanges request={request} />
          <div className="grid gap-6">
            <Card aria-labelledby="timeline">
              <CardHead id="timeline" title="Where it stands" />
              <RequestTimeline entries={request.timeline} now={now} />
            </Card>
            <PullCard request={request} now={now} />
            {request.status === null && <RequestActions key={request.number} request={request} />}
          </div>
        </Split>
        <StatusStory request={request} now={now} />
        {request.status !== null && (
          <div className="max-w-[46rem]">
            <RequestActions key={request.number} request={request} />
          </div>
        )}
        <LiveRefresh
          path={`/requests/${number}`}
          version={version}
          moving={isMoving(request)}
          say={spokenState(request)}
        />
        <MarkSeen number={request.number} mark={request.mark} />
      </PageMain>
    ),
  );
}

/** True while the cluster works on what was merged. */
function isMoving({ status }: RequestView): boolean {
  return status !== null && (status.story.state === "progressing" || status.story.state === "deleting");
}

/** What a change of the page says to who listens: the newest thing that happened. */
function spokenState({ status, timeline, state }: RequestView): string {
  if (status !== null) return status.story.sentence;
  const newest = timeline.filter((entry) => entry.at !== null).at(-1);
  return isOpen(state) ? (newest?.title ?? "") : (newest?.title ?? state);
}

export default told(RequestPage);
