import "server-only";
import { setMaxListeners } from "node:events";
import { type Backoff, delayAfter, waited } from "./backoff";
import { failureOf } from "./failure";

/** Whether the API server can be asked at all, as everything that asks it has found. */
export interface Reachability {
  /** Null while it answers. */
  away(): { since: string; why: string } | null;
  /** Says that it did not answer. */
  lost(why: string): void;
  /** Resolves as soon as it answers; also when everything is told to stop. */
  untilThere(): Promise<void>;
  /** Aborts when it is lost: whoever waits for an answer of a server that is away would wait for nothing. */
  signal(): AbortSignal;
  /** Calls back when it is lost and when it is back. */
  onTurn(turned: () => void): void;
}

/** Milliseconds between the questions whether it is back. Short: it is one small question of one process. */
const SOON: Backoff = { first: 500, most: 1_000 };

/**
 * Keeps account of the API server. While it is away it is asked again and again, by one question for all.
 * @param probe a small question that a server which is there answers; it throws what `failureOf` can read.
 */
export function openReachability(
  {
    probe,
    now,
    pace = SOON,
    random = Math.random,
  }: {
    probe: (signal: AbortSignal) => Promise<unknown>;
    now: () => Date;
    pace?: Backoff;
    random?: () => number;
  },
  stop: AbortSignal,
): Reachability {
  let away: { since: string; why: string } | null = null;
  let present = controller();
  let back = Promise.resolve();
  const listeners: (() => void)[] = [];
  const turn = () => listeners.forEach((turned) => turned());

  async function untilBack(): Promise<void> {
    for (let failures = 1; await waited(delayAfter(failures, pace, random()), stop); failures++)
      try {
        await probe(stop);
        break;
      } catch (error) {
        const failure = failureOf(error);
        // What is refused or not found was still answered. A server that is just starting answers 500 or 503.
        if (failure.type !== "away" && failure.type !== "failed") break;
        if (away) away = { since: away.since, why: failure.why };
      }
    away = null;
    present = controller();
    turn();
  }

  return {
    away: () => away,
    lost: (why) => {
      if (away !== null || stop.aborted) return;
      away = { since: now().toISOString(), why };
      back = untilBack();
      present.abort();
      turn();
    },
    untilThere: () => (away === null ? Promise.resolve() : back),
    signal: () => present.signal,
    onTurn: (turned) => void listeners.push(turned),
  };
}

/** Every question that is on its way listens for it. */
function controller(): AbortController {
  const made = new AbortController();
  setMaxListeners(0, made.signal);
  return made;
}
