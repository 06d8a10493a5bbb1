import "server-only";
import { type Head, headsShelf } from "./heads";
import type { Listed } from "./list-pages";
import { type Reflector, type ReflectorDeps, reflect } from "./reflector";

/** A list that is followed for open pages' sake: one kind in one namespace, or one object that lives in none. */
export interface Watched extends Listed {
  kind: string;
}

/** Follows lists for as long as anybody wants them, each by one watch for all who want it. */
export interface SharedWatches {
  /** These are wanted now, by their paths. The first ones count where they are too many. */
  want(watched: ReadonlyMap<string, Watched>): void;
  /** True while what happens to a list is told. */
  isCurrent(path: string): boolean;
  /** How many there are. */
  size(): number;
}

/** How many one process has: each is a connection. What goes beyond it is found by asking again. */
const MOST = 300;
/** Milliseconds for which a list is followed on after the last who wanted it: people go back and forth. */
const LINGER = 5_000;

/**
 * Makes it.
 * @param changed told of each object that is another now.
 * @param turned told of a list of which it is, or isn't, told any more what happens.
 */
export function sharedWatches(
  deps: ReflectorDeps,
  {
    changed,
    turned,
    most = MOST,
    linger = LINGER,
  }: { changed: (head: Head) => void; turned: (path: string) => void; most?: number; linger?: number },
  stop: AbortSignal,
): SharedWatches {
  const running = new Map<string, { reflector: Reflector; end: AbortController; ending?: NodeJS.Timeout }>();

  function begin(path: string, watched: Watched): void {
    const end = new AbortController();
    const shelf = headsShelf(watched.kind, changed);
    const reflector = reflect(deps, watched, shelf, AbortSignal.any([stop, end.signal]), () => turned(path));
    running.set(path, { reflector, end });
  }
  function finish(path: string): void {
    running.get(path)?.end.abort();
    running.delete(path);
  }

  return {
    want: (wanted) => {
      for (const [path, one] of running)
        if (wanted.has(path)) {
          clearTimeout(one.ending);
          delete one.ending;
        } else one.ending ??= setTimeout(() => finish(path), linger).unref();
      for (const [path, watched] of wanted) {
        if (running.has(path) || stop.aborted) continue;
        if (running.size >= most) {
          const leaving = [...running].find(([, { ending }]) => ending !== undefined);
          if (leaving === undefined) return;
          clearTimeout(leaving[1].ending);
          finish(leaving[0]);
        }
        begin(path, watched);
      }
    },
    isCurrent: (path) => running.get(path)?.reflector.state().is === "current",
    size: () => running.size,
  };
}
