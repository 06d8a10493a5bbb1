import "server-only";
import { isTold, waited } from "./backoff";
import type { ServedKind } from "./discovery";
import { failureOf } from "./failure";
import type { Reachability } from "./reachability";

/** Follows the kinds of our group: a service that is rolled out appears while the portal runs, one that is gone goes. */
export interface KindFollower {
  /** True once the cluster has said which kinds there are. */
  known(): boolean;
  ended: Promise<void>;
}

/** Milliseconds between two looks: also how soon a server that has gone in silence is noticed. */
const EVERY = 5_000;

/**
 * Asks every few seconds which kinds the cluster serves, and starts and stops what reads them.
 * @param ask the kinds that are there now; it throws what `failureOf` can read.
 * @param start begins to read a kind until the signal says stop.
 */
export function followKinds(
  {
    ask,
    start,
    reachability,
    every = EVERY,
  }: {
    ask: (signal: AbortSignal) => Promise<ServedKind[]>;
    start: (kind: ServedKind, stop: AbortSignal) => void;
    reachability: Reachability;
    every?: number;
  },
  stop: AbortSignal,
): KindFollower {
  const running = new Map<string, AbortController>();
  let known = false;

  function adopt(kinds: readonly ServedKind[]): void {
    const there = new Set(kinds.map(({ resource }) => resource));
    for (const [resource, controller] of running)
      if (!there.has(resource)) {
        controller.abort();
        running.delete(resource);
      }
    for (const kind of kinds) {
      if (!kind.watchable || running.has(kind.resource)) continue;
      const controller = new AbortController();
      running.set(kind.resource, controller);
      start(kind, AbortSignal.any([stop, controller.signal]));
    }
    known = true;
  }

  async function run(): Promise<void> {
    while (!isTold(stop)) {
      await reachability.untilThere();
      try {
        adopt(await ask(AbortSignal.any([stop, reachability.signal()])));
      } catch (error) {
        const failure = failureOf(error);
        if (failure.type === "away" && !isTold(stop)) reachability.lost(failure.why);
        if (failure.type === "away" && known) continue;
      }
      await waited(every, stop);
    }
  }
  return { known: () => known, ended: run() };
}
