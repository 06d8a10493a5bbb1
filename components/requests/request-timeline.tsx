import type { SignName } from "@/components/ui/sign";
import { Time } from "@/components/ui/time";
import { type StepState, Timeline, TimelineItem } from "@/components/ui/timeline";
import type { TimelineEntry } from "@/lib/domain/request-views";

const STEPS: Record<TimelineEntry["state"], StepState> = {
  ok: "ok",
  now: "now",
  bad: "bad",
  idle: "todo",
  unknown: "idle",
};

/** What an entry is says more than how it went: asking for changes is no failure, a comment no success. */
const OWN: Partial<Record<TimelineEntry["type"], StepState>> = {
  revised: "idle",
  updated: "idle",
  commented: "idle",
  "changes-asked": "warn",
  withdrawn: "idle",
};

const SIGNS: Partial<Record<TimelineEntry["type"], SignName>> = {
  opened: "plus",
  revised: "pencil",
  updated: "arrow",
  commented: "speech",
  "changes-asked": "pencil",
  withdrawn: "minus",
  conflict: "alert",
};

/** Where a request stands and what comes next: everything that happened, then what is still to come. */
export function RequestTimeline({ entries, now }: { entries: readonly TimelineEntry[]; now: string }) {
  return (
    <Timeline>
      {entries.map((entry, place) => (
        <TimelineItem
          // Entries are only ever added at the end of what happened, so the place is a stable name for one.
          key={`${place} ${entry.type}`}
          state={OWN[entry.type] ?? STEPS[entry.state]}
          sign={SIGNS[entry.type]}
          title={entry.title}
          meta={metaOf(entry, now)}
        >
          {entry.text !== "" && (
            <blockquote className="mt-1 border-l-2 border-line-strong pl-3 break-words whitespace-pre-line">
              {entry.text}
            </blockquote>
          )}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

/** Who, when and why, in one line; undefined when there is nothing to say. */
function metaOf(entry: TimelineEntry, now: string) {
  if (entry.by === null && entry.at === null && entry.note === "") return undefined;
  return (
    <>
      {entry.by !== null && <span title={entry.by.subject}>by {entry.by.name}</span>}
      {entry.by !== null && entry.at !== null && " · "}
      {entry.at !== null && <Time iso={entry.at} now={now} />}
      {entry.note !== "" && (
        <>
          {(entry.by !== null || entry.at !== null) && " · "}
          {entry.note}
        </>
      )}
    </>
  );
}
