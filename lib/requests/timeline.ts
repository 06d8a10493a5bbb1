import type { Problem } from "@/lib/domain/problem";
import { isOpen, type RequestDetail, type RequestEvent } from "@/lib/domain/request";
import type { TimelineEntry } from "@/lib/domain/request-views";
import type { HopState, StoryState } from "@/lib/domain/status";
import type { StatusView } from "@/lib/domain/status-views";
import { personOf } from "./line-of";

const TITLES: Record<RequestEvent["type"], string> = {
  opened: "Requested",
  revised: "Edited",
  updated: "Brought up to date with main",
  commented: "Commented",
  "changes-asked": "Changes asked",
  approved: "Approved",
  merged: "Merged",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

const BY_STORY: Record<StoryState, HopState> = {
  ready: "ok",
  progressing: "now",
  broken: "bad",
  deleting: "now",
  gone: "ok",
  unknown: "unknown",
};

/** What a timeline is drawn from. */
export interface Told {
  detail: Pick<RequestDetail, "events" | "state" | "type">;
  problems: readonly Problem[];
  clusterAsked: boolean;
  status: StatusView | null;
  typicalWait: { seconds: number } | null;
}

/** What happened to a request, then where it stands and what comes next. Oldest first. */
export function timelineOf(told: Told): TimelineEntry[] {
  const { detail, status } = told;
  const happened = detail.events.map((event): TimelineEntry => {
    const bad = event.type === "declined" || event.type === "changes-asked";
    return entry(event.type, bad ? "bad" : "ok", TITLES[event.type], {
      by: personOf(event.by),
      at: event.at,
      text: event.text,
    });
  });
  if (isOpen(detail.state)) return [...happened, ...pending(told)];
  if (detail.state !== "merged" || !status) return happened;
  const { story } = status;
  return [
    ...happened,
    entry("deployed", BY_STORY[story.state], story.sentence, {
      at: story.since,
      note: status.simulated ? "as the simulated cluster has it" : "",
    }),
  ];
}

function pending(told: Told): TimelineEntry[] {
  const { detail, problems, clusterAsked } = told;
  const then = entry(
    "then",
    "idle",
    detail.type === "delete" ? "Then: merged, removed" : "Then: merged, deployed, ready",
  );
  if (detail.state === "in-conflict")
    return [entry("conflict", "bad", "In conflict with main", { note: problems[0]?.message ?? "" }), then];
  const note = clusterAsked
    ? ""
    : "The cluster couldn't be asked whether the name is free; it is asked again at the merge.";
  const checks =
    problems.length === 0
      ? entry("checks", "ok", "Checks passed", { note: note || "schema, names, roles, releases repository" })
      : entry("checks", "bad", problems.length === 1 ? "A check fails" : `${problems.length} checks fail`, {
          note: problems[0]?.message ?? "",
        });
  return [checks, entry("awaiting", "now", waitsFor(detail.state), { note: usually(told) }), then];
}

function waitsFor(state: RequestDetail["state"]): string {
  if (state === "changes-asked") return "Waiting for the requester's changes";
  return state === "approved" ? "Approved, waiting to be merged" : "Waiting for the platform team";
}

/** "usually 2 hours": said only while the platform team is awaited, and only when merged requests give a median. */
function usually({ typicalWait, detail }: Told): string {
  return typicalWait && detail.state === "waiting" ? `usually ${spoken(typicalWait.seconds)}` : "";
}

function spoken(seconds: number): string {
  const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? "" : "s"}`;
  if (seconds < 3_600) return count(Math.max(1, Math.round(seconds / 60)), "minute");
  return seconds < 172_800 ? count(Math.round(seconds / 3_600), "hour") : count(Math.round(seconds / 86_400), "day");
}

function entry(
  type: TimelineEntry["type"],
  state: HopState,
  title: string,
  more: Partial<TimelineEntry> = {},
): TimelineEntry {
  return { type, state, title, by: null, at: null, text: "", note: "", ...more };
}
