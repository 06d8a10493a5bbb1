import { Card } from "@/components/ui/card";
import { durationText, exactTime } from "@/components/ui/relative-time";
import { Time } from "@/components/ui/time";
import type { Story } from "@/lib/domain/status";
import type { StatusView } from "@/lib/domain/status-views";
import { CauseBox } from "./cause-box";
import { Trace } from "./trace";
import { UnknownNotice } from "./unknown-notice";

/** Where is my thing: the drawing of the hops and, when it does not go on, why. */
export function StatusCard({
  status,
  now,
  links = [],
}: {
  status: StatusView;
  now: string;
  /** What helps with the cause, most helpful first. */
  links?: readonly { text: string; href: string }[];
}) {
  const { story, simulated, unreachable } = status;
  return (
    <Card aria-label="Where it is">
      <Trace hops={story.hops} now={now} />
      {unreachable !== null ? (
        <div className="mx-5 mb-5">
          <UnknownNotice unreachable={unreachable} now={now} />
        </div>
      ) : story.cause === null ? (
        <p className="mx-5 mb-4 border-t border-line pt-3 text-muted">
          <Since story={story} now={now} />
          {simulated && " This status is simulated: it is worked out from what was merged, and nothing runs."}
        </p>
      ) : (
        <>
          <CauseBox
            cause={story.cause}
            state={story.state}
            since={story.state === "broken" ? story.since : null}
            now={now}
            links={links}
          />
          {simulated && <p className="mx-5 mb-4 text-sm text-muted">This status is simulated: nothing runs.</p>}
        </>
      )}
    </Card>
  );
}

/** How things are and since when, as one sentence or two. */
function Since({ story, now }: { story: Story; now: string }) {
  const { state, sentence, since } = story;
  if (since === null || state === "unknown") return <>{sentence}</>;
  if (state === "ready")
    return (
      <>
        {sentence} for{" "}
        <time dateTime={since} title={exactTime(since)}>
          {durationText((Date.parse(now) - Date.parse(since)) / 1000)}
        </time>
        .
      </>
    );
  return (
    <>
      {sentence} {state === "deleting" ? "Removed from Git" : "Merged"} <Time iso={since} now={now} />.
    </>
  );
}
