import type { Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import type { HopId, HopState, Story, StoryState } from "@/lib/domain/status";

/** How a story's state looks, and the word beside it. */
export const STATE_LOOK: Record<StoryState, { tone: Tone; sign: SignName; word: string }> = {
  ready: { tone: "ok", sign: "check", word: "Ready" },
  progressing: { tone: "accent", sign: "clock", word: "On its way" },
  broken: { tone: "bad", sign: "cross", word: "Broken" },
  deleting: { tone: "warn", sign: "clock", word: "Being deleted" },
  gone: { tone: "idle", sign: "minus", word: "Deleted" },
  unknown: { tone: "idle", sign: "dot", word: "Unknown" },
};

/** What a hop is called, and whose work it is. */
export const HOP_LOOK: Record<HopId, { title: string; what: string }> = {
  merged: { title: "Merged", what: "The change is on main in the releases repository." },
  synced: { title: "Synced", what: "Argo CD has applied the manifest to the cluster." },
  accepted: { title: "Accepted", what: "KRO has understood it and made a release of it." },
  release: { title: "Release", what: "Flux has installed the chart with these values." },
  objects: { title: "Objects", what: "What the chart consists of is there." },
  pods: { title: "Pods", what: "The programs run and answer." },
};

/** The state of a hop or an object in a word. */
export const HOP_WORD: Record<HopState, string> = {
  ok: "done",
  now: "at work",
  bad: "stopped here",
  idle: "not yet",
  unknown: "not known",
};

/** The word on the pill of a page: a change that broke while the version before serves is not an outage. */
export function pillWord(story: Pick<Story, "state" | "cause">): string {
  if (story.state === "broken" && story.cause?.stillRuns != null) return "Change not deployed";
  if (story.state === "progressing" && story.cause !== null) return "Slower than usual";
  return STATE_LOOK[story.state].word;
}

/** The state in one sentence for who listens. */
export function spoken(story: Pick<Story, "state" | "sentence">): string {
  return story.sentence.startsWith(STATE_LOOK[story.state].word)
    ? story.sentence
    : `${STATE_LOOK[story.state].word}. ${story.sentence}`;
}
