import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "./port";

/** Looks again at what people have open, when it is said that it may look otherwise, and by itself where nobody says so. */
export interface OpenPages {
  /** Says that somebody looks at a target, and what they see: it is looked at again for a while. */
  touch(target: Target, seen: Observation | null): void;
  /** A target may look otherwise: it is looked at now, and once more where that is said meanwhile. */
  again(target: Target): void;
  /** Whoever looks at these was told, and comes to see. */
  told(targets: readonly Target[]): void;
  /** Begins to look, as long as there is anybody to tell. */
  start(): () => void;
}

interface Page {
  target: Target;
  until: number;
  /** What those who look at it have seen, or were told to come and see. */
  seen: string | null;
  /** Until when those who were told may not have come yet; whoever comes sees the newest. */
  awaited: number;
  /** When it was looked at last. */
  looked: number;
  /** True when it may look otherwise than when the last look began. */
  stale: boolean;
  looking: boolean;
  late?: NodeJS.Timeout | undefined;
}

/** Milliseconds for which a page counts as open after it was last read. */
const OPEN = 90_000;
/** More open pages than that are not looked at: their own questions find out. */
const MOST = 200;
/** Milliseconds between two looks at the same page: what happens at once is seen at once. */
const TOGETHER = 100;
/** Milliseconds between two looks at a page of which it is said when it changes: nothing should be found. */
const RARELY = 30_000;
/** Milliseconds within which whoever was told has come. */
const COMING = 3_000;

/**
 * Makes it.
 * @param look reads one; null when the cluster can't be asked now.
 * @param changed told of a target whose look differs from the one before.
 * @param every milliseconds between two looks at a page of which nobody says when it changes.
 * @param isFollowed true for a target of which `again` tells whenever it changes.
 */
export function openPages({
  look,
  changed,
  every,
  now,
  isFollowed = () => false,
}: {
  look: (target: Target) => Promise<Observation | null>;
  changed: (targets: readonly Target[]) => void;
  every: number;
  now: () => number;
  isFollowed?: (target: Target) => boolean;
}): OpenPages {
  const pages = new Map<string, Page>();
  let listeners = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function lookAt(page: Page): Promise<void> {
    page.looked = now();
    const seen = storyIn(await look(page.target).catch(() => null));
    if (seen === null || seen === page.seen) return;
    const before = page.seen;
    if (before !== null && now() < page.awaited) {
      // Whoever comes sees this; should nobody come, it is told after all.
      page.late ??= setTimeout(() => {
        page.late = undefined;
        again(page.target);
      }, COMING).unref();
      return;
    }
    page.seen = seen;
    if (before === null) return;
    page.awaited = now() + COMING;
    changed([page.target]);
  }

  async function round(): Promise<void> {
    for (const [path, page] of pages) {
      const followed = isFollowed(page.target);
      if (page.until < now() && !followed) pages.delete(path);
      else if (!followed || now() - page.looked >= RARELY) await lookAt(page);
    }
    plan();
  }
  const plan = () => {
    clearTimeout(timer);
    if (listeners > 0) timer = setTimeout(() => void round(), every).unref();
  };

  async function lookWhileStale(page: Page): Promise<void> {
    page.looking = true;
    while (page.stale && listeners > 0) {
      page.stale = false;
      await lookAt(page);
      await new Promise((resolve) => setTimeout(resolve, TOGETHER).unref());
    }
    page.looking = false;
  }

  /** The page of a target, which is one from now on; undefined where there are too many. */
  function pageOf(target: Target): Page | undefined {
    const path = pathOf(target);
    const known = pages.get(path);
    if (known !== undefined || pages.size >= MOST) return known;
    const page: Page = { target, until: 0, seen: null, awaited: 0, looked: 0, stale: false, looking: false };
    pages.set(path, page);
    return page;
  }

  function again(target: Target): void {
    const page = pageOf(target);
    if (page === undefined) return;
    page.until = Math.max(page.until, now() + OPEN);
    page.stale = true;
    if (!page.looking) void lookWhileStale(page);
  }

  return {
    touch: (target, observation) => {
      const page = pageOf(target);
      if (page === undefined) return;
      page.until = now() + OPEN;
      // Everybody was told, so nobody has an older one, or will have it for long.
      if (page.seen === null || now() < page.awaited) page.seen = storyIn(observation);
      page.awaited = 0;
    },
    again,
    told: (targets) => {
      for (const target of targets) {
        const page = pages.get(pathOf(target));
        if (page !== undefined) page.awaited = now() + COMING;
      }
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
