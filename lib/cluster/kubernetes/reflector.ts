import "server-only";
import type { JsonObject } from "@/lib/domain/json";
import { text } from "../trace/read";
import { type Backoff, delayAfter, isTold, waited } from "./backoff";
import type { Connection } from "./connection";
import { type Failure, failureOf } from "./failure";
import { type Listed, listPages } from "./list-pages";
import type { Reachability } from "./reachability";
import { openWatch, type WatchPace } from "./watch-lines";

/** Where a reflector puts what it reads. */
export interface Shelf {
  put(item: JsonObject): void;
  remove(item: JsonObject): void;
  /** Begins a new list: what was put after this and before `end` is all there is. */
  begin(): { put(item: JsonObject): void; end(): void };
  clear(): void;
}

/**
 * How far a reflector is.
 * `starting` nothing was read yet, and why it could not be, if it was tried · `current` · `behind` what it has may be old, since when and why ·
 * `forbidden` the portal may not read the kind · `missing` the cluster does not serve it
 */
export type ReflectorState =
  | { is: "starting"; why?: string }
  | { is: "current" | "forbidden" | "missing" }
  | { is: "behind"; since: string; why: string };

/** How long things take; milliseconds. */
export interface Pace {
  retry: Backoff;
  /** Until what was refused or isn't served is asked for again. */
  slow: number;
  watch: WatchPace;
}

/**
 * For what is followed all the time. A server that starts answers some questions for half a minute with failures, and
 * until each kind is read again all status is unknown: so nothing waits for long. They are few.
 */
export const PACE: Pace = {
  retry: { first: 500, most: 2_000 },
  slow: 30_000,
  watch: { stream: 290_000, idle: 120_000, patience: 10_000 },
};

export interface ReflectorDeps {
  connection: Connection;
  reachability: Reachability;
  now: () => Date;
  pace?: Pace;
  random?: () => number;
}

/** One kind's objects, all of them, kept as they are in the cluster. */
export interface Reflector {
  state(): ReflectorState;
  /** Resolves when it is told to stop. */
  ended: Promise<void>;
}

/**
 * Reads a list in pages and then follows what changes, for as long as it isn't told to stop: a stream that ends, is cut
 * or falls silent goes on where it was, one whose version is too old begins anew, and nothing ends it for good.
 */
export function reflect(
  { connection, reachability, now, pace = PACE, random = Math.random }: ReflectorDeps,
  listed: Listed,
  shelf: Shelf,
  stop: AbortSignal,
  turned: () => void = () => undefined,
): Reflector {
  let state: ReflectorState = { is: "starting" };
  let version: string | null = null;
  let failures = 0;
  const become = (next: ReflectorState) => {
    const other = next.is !== state.is;
    state = next;
    if (other) turned();
  };

  async function read(signal: AbortSignal): Promise<string> {
    const fresh = shelf.begin();
    const at = await listPages(connection, listed, signal, (item) => fresh.put(item));
    fresh.end();
    become({ is: "current" });
    return at;
  }

  async function follow(signal: AbortSignal): Promise<void> {
    version ??= await read(signal);
    const begun = now().getTime();
    let silent = true;
    const events = await openWatch(connection, listed, version, { signal, pace: pace.watch });
    // The server goes on where the last stream ended: whatever happened since is about to come.
    become({ is: "current" });
    for await (const { type, object } of events) {
      silent = false;
      failures = 0;
      if (type === "DELETED") shelf.remove(object);
      else if (type !== "BOOKMARK") shelf.put(object);
      version = text(object, "metadata", "resourceVersion") || version;
    }
    const lasted = now().getTime() - begun;
    // A server that ends each stream at once must not be asked in a loop.
    if (silent && lasted < Math.min(pace.watch.stream, pace.watch.idle) / 2) failures += 1;
    else failures = 0;
  }

  async function recover(failure: Failure): Promise<void> {
    failures += 1;
    switch (failure.type) {
      case "away":
        // The list or stream could not be had at all: then nothing can.
        reachability.lost(failure.why);
        return;
      case "expired":
        version = null;
        break;
      case "forbidden":
      case "missing":
        version = null;
        shelf.clear();
        become({ is: failure.type });
        await waited(pace.slow * (0.5 + random() / 2), stop);
        return;
      case "failed":
        if (state.is === "current") become({ is: "behind", since: now().toISOString(), why: failure.why });
        else if (state.is === "starting") become({ is: "starting", why: failure.why });
    }
    // Once is what happens to every stream now and then.
    if (failures > 1 || failure.type === "failed") await waited(delayAfter(failures, pace.retry, random()), stop);
  }

  async function run(): Promise<void> {
    while (!isTold(stop)) {
      await reachability.untilThere();
      if (isTold(stop)) return;
      const away = reachability.signal();
      try {
        await follow(AbortSignal.any([stop, away]));
        if (failures > 0) await waited(delayAfter(failures, pace.retry, random()), stop);
      } catch (error) {
        if (!isTold(stop) && !isTold(away)) await recover(failureOf(error));
      }
    }
  }

  return { state: () => state, ended: run() };
}
