import { Pill } from "@/components/ui/pill";
import type { Story, StoryState } from "@/lib/domain/status";
import { pillWord, STATE_LOOK } from "./words";

/** A target's state in a list: a sign and a word. */
export function StatusPill({ state }: { state: StoryState }) {
  const { tone, sign, word } = STATE_LOOK[state];
  return (
    <Pill tone={tone} sign={sign}>
      {word}
    </Pill>
  );
}

/** A target's state on its own page, where the cause is known: it says "Change not deployed" while the version before runs. */
export function StoryPill({ story }: { story: Pick<Story, "state" | "cause"> }) {
  const { tone, sign } = STATE_LOOK[story.state];
  const slow = story.state === "progressing" && story.cause !== null;
  return (
    <Pill tone={slow ? "warn" : tone} sign={slow ? "alert" : sign}>
      {pillWord(story)}
    </Pill>
  );
}
