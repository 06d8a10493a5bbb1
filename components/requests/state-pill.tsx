import { Pill, type Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import type { RequestState } from "@/lib/domain/request";

const LOOKS: Record<RequestState, { tone: Tone; sign: SignName; word: string }> = {
  waiting: { tone: "warn", sign: "clock", word: "Waiting for review" },
  "changes-asked": { tone: "accent", sign: "pencil", word: "Changes asked" },
  approved: { tone: "ok", sign: "check", word: "Approved" },
  "in-conflict": { tone: "bad", sign: "alert", word: "In conflict" },
  merged: { tone: "ok", sign: "check", word: "Merged" },
  declined: { tone: "bad", sign: "cross", word: "Declined" },
  withdrawn: { tone: "idle", sign: "minus", word: "Withdrawn" },
};

/** Where a request stands, in a word. */
export function StatePill({ state }: { state: RequestState }) {
  const { tone, sign, word } = LOOKS[state];
  return (
    <Pill tone={tone} sign={sign}>
      {word}
    </Pill>
  );
}

/** The word alone, in lower case, for a sentence. */
export function stateWord(state: RequestState): string {
  return LOOKS[state].word.toLowerCase();
}
