import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "./port";

/** Looks again at what people have open, because nothing reports what happens there. */
export interface OpenPages {
  /** Says that somebody looks at a target, and what they see: it is looked at again for a while. */
  touch(target: Target, seen: Observation | null): void;
  /** Begins to look, as long as there is anybody to tell. */
  start(): () => void;
}

/** Milliseconds for which a page counts as open after it was last read. */
const OPEN = 90_000;
/** More open pages than that are not looked at: their own questions find out. */
const MOST = 200;

/**
 * Makes it.
 * @param look reads one; null when the cluster can't be asked now.
 * @param changed told of a target whose look differs from the one before.
 * @param every milliseconds between two looks.
 */
export function openPages({
  look,
  changed,
  every,
  now,
}: {
  look: (target: Target) => Promise<Observation | null>;
  changed: (targets: readonly Target[]) => void;
  every: number;
  now: () => number;
}): OpenPages {
  const pages = new Map<string, { target: Target; until: number; seen: string | null }>();
  let listeners = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function round(): Promise<void> {
    for (const [path, page] of pages) {
      if (page.until < now()) {
        pages.delete(path);
        continue;
      }
      const seen = storyIn(await look(page.target).catch(() => null));
      if (seen !== null && page.seen !== null && seen !== page.seen) changed([page.target]);
      page.seen = seen ?? page.seen;
    }
    plan();
  }
  const plan = () => {
    clearTimeout(timer);
    if (listeners > 0) timer = setTimeout(() => void round(), every).unref();
  };

  return {
    touch: (target, observation) => {
      const path = pathOf(target);
      const page = pages.get(path);
      if (page) page.until = now() + OPEN;
      else if (pages.size < MOST) pages.set(path, { target, until: now() + OPEN, seen: storyIn(observation) });
    },
    start: () => {
      listeners += 1;
      if (listeners === 1) plan();
      return () => {
        listeners -= 1;
        if (listeners === 0) clearTimeout(timer);
      };
    },
  };
}

/** What is the same as long as a page would show the same. */
function storyIn(observation: Observation | null): string | null {
  if (observation === null) return null;
  const { application } = observation;
  // Argo CD writes down each time that it looked.
  const still = application && { ...application, status: { ...application.status, reconciledAt: "" } };
  return JSON.stringify({ ...observation, at: "", application: still });
}
