import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds of waiting before something is tried again. */
export interface Backoff {
  first: number;
  most: number;
}

/**
 * How long to wait after `failures` failures in a row: doubled each time up to `most`, and anything from half of that to
 * all of it, so that many who lost the same server don't come back at the same moment.
 * @param random from 0 to 1.
 */
export function delayAfter(failures: number, { first, most }: Backoff, random: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(Math.max(0, failures - 1), 30));
  return whole * (0.5 + random / 2);
}

/** Waits, or stops waiting when it is told to: then false. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** True once it was told to stop. Asked anew each time: a signal may come during any wait. */
export function isTold(signal: AbortSignal): boolean {
  return signal.aborted;
}
