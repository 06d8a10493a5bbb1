import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
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
      {story.cause === null ? (
        <p className="mx-5 mb-4 border-t border-line pt-3 text-muted">
          {story.sentence}
          {story.since !== null && unreachable === null && (
            <>
              {" "}
              {story.sentence.endsWith(".") ? "Since" : "since"} <Time iso={story.since} now={now} />.
            </>
          )}
          {simulated && " This status is simulated: it is worked out from what was merged, and nothing runs."}
        </p>
      ) : (
        <>
          <CauseBox cause={story.cause} state={story.state} links={links} />
          {simulated && <p className="mx-5 mb-4 text-sm text-muted">This status is simulated: nothing runs.</p>}
        </>
      )}
      {unreachable !== null && <UnknownNotice unreachable={unreachable} now={now} />}
    </Card>
  );
}
