"use client";
import { useCallback, useRef, useState } from "react";
import type { Problem } from "@/lib/domain/problem";
import type { SendRequest } from "@/lib/domain/send-request";
import type { Editing } from "./editing";
import { type SendResult, sendRequest } from "./send";
import type { useDraft } from "./use-draft";

/** Where sending stands. */
export type SendState =
  | { at: "idle" }
  | { at: "sending" }
  | { at: "sent"; answer: Extract<SendResult, { outcome: "sent" }>["answer"] }
  | { at: "failed"; result: Exclude<SendResult, { outcome: "sent" }> };

/**
 * Sends what is being edited and keeps its draft true to what is known: nobody loses what they typed, and nothing is
 * sent twice.
 *
 * @param key binds repeated sends together
 * @param resumed true when the draft that is open was sent under this key before, and nobody knows whether it arrived
 */
export function useSend(key: string, draft: Pick<ReturnType<typeof useDraft>, "keep" | "forget">, resumed = false) {
  const [state, setState] = useState<SendState>({ at: "idle" });
  const [attempt, setAttempt] = useState(0);
  // The key while nobody knows whether an earlier send arrived: a draft that is kept must remember it.
  const uncertain = useRef<string | null>(null);
  const busy = useRef(false);
  const resumedKey = resumed ? key : null;
  /** Whether this may have arrived already: its name is then taken by nobody but itself. */
  const sentBefore = useCallback(() => (uncertain.current ?? resumedKey) !== null, [resumedKey]);

  /** Runs one attempt. `prepare` gives the body, or null when something is to be changed first. */
  const send = useCallback(
    async (
      editing: () => Editing,
      prepare: () => Promise<Omit<SendRequest, "key"> | null>,
      onRefused: (problems: Problem[]) => void,
    ) => {
      if (busy.current) return;
      busy.current = true;
      setState({ at: "sending" });
      try {
        const body = await prepare();
        if (body === null) {
          setState({ at: "idle" });
          setAttempt((count) => count + 1);
          return;
        }
        draft.keep(editing(), key, true);
        const result = await sendRequest({ ...body, key });
        if (result.outcome === "sent") {
          draft.forget();
          setState({ at: "sent", answer: result.answer });
          window.location.assign(result.answer.href);
          return;
        }
        uncertain.current = result.outcome === "unknown" ? key : uncertain.current;
        draft.keep(editing(), uncertain.current ?? resumedKey, true);
        setState({ at: "failed", result });
        onRefused(result.outcome === "refused" ? result.problems : []);
        setAttempt((count) => count + 1);
      } finally {
        busy.current = false;
      }
    },
    [draft.keep, draft.forget, key, resumedKey],
  );
  /** Keeps the draft after a change. */
  const keep = useCallback(
    (editing: Editing) => {
      draft.keep(editing, uncertain.current ?? resumedKey);
    },
    [draft.keep, resumedKey],
  );
  return { state, attempt, send, keep, sentBefore };
}
