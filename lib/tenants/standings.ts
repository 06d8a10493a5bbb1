import { setImmediate } from "node:timers/promises";
import type { Cluster } from "@/lib/cluster/port";
import { pathOf } from "@/lib/domain/path";
import type { StatusLine } from "@/lib/domain/status-views";
import type { Entry } from "@/lib/releases/port";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";
import { statusLinesOf } from "./status-of";

/** An instance on main, and how it is. */
export interface Standing {
  readonly entry: Entry;
  readonly status: StatusLine;
}

/** Instances looked at in one go: between two of them others get their turn, and little is held at a time. */
const TOGETHER = 250;
/** Of those of which nothing was reported so many are looked at again each time: whatever was missed is found out. */
const AGAIN = 250;
/** Milliseconds after a change for which the clock alone may move an instance on. */
const MOVING = 150_000;
/** Milliseconds for which an answer is shared while nothing is reported: twice as long as it took, within these bounds. */
const SHARED = { least: 200, most: 10_000 };

/** Milliseconds after which the portal's start, or a return of the cluster, is over. */
const SETTLED = 2_000;

type Basis = Pick<Ground, "main" | "services" | "platform" | "requests">;

/**
 * How every instance is, by tenant and name. Kept up to date instead of asked anew: looked at again is what changed on
 * main, what the cluster reports, and what is on its way.
 */
export function standingsOf(deps: Deps, ground: Basis): Promise<readonly Standing[]> {
  const known = opened.get(deps.cluster);
  if (known) return known(ground);
  const made = openStandings(deps);
  opened.set(deps.cluster, made);
  return made(ground);
}

/** Looks at everything before somebody asks, now and whenever the cluster may have changed as a whole. */
export function keepStandings(deps: Deps, ground: () => Promise<Basis>): void {
  let timer: NodeJS.Timeout | undefined;
  const plan = () => {
    clearTimeout(timer);
    // What can't be read now is said to whoever asks.
    timer = setTimeout(
      () =>
        void ground()
          .then((basis) => standingsOf(deps, basis))
          .catch(() => undefined),
      SETTLED,
    ).unref();
  };
  deps.cluster.changes((targets) => {
    if (targets === null) plan();
  });
  plan();
}

/** One for each cluster that is read, for as long as it is. */
const opened = new WeakMap<Cluster, (ground: Basis) => Promise<readonly Standing[]>>();

/** Makes it; `again` says how many of which nothing was reported are looked at each time. */
export function openStandings(deps: Deps, again = AGAIN): (ground: Basis) => Promise<readonly Standing[]> {
  let known = new Map<string, Standing>();
  let services: Basis["services"] = [];
  /** Paths of which something was reported; null when it may be any. */
  let reported: Set<string> | null = null;
  /** Reports heard so far: an answer from before the last one is not shared. */
  let reports = 0;
  /** Since when the cluster was away at the last look. */
  let away: string | null = null;
  let next = 0;
  let last: { commit: string; reports: number; until: number; all: Promise<readonly Standing[]> } | null = null;
  deps.cluster.changes((targets) => {
    reports += 1;
    if (targets === null) reported = null;
    else for (const target of targets) reported?.add(pathOf(target));
  });

  /** What has to be looked at again, as places in the list of all. */
  function due(entries: readonly Entry[], heard: ReadonlySet<string> | null, now: number): number[] {
    const from = next;
    next = from + again >= entries.length ? 0 : from + again;
    return entries.flatMap((entry, at) => {
      const standing = known.get(entry.path);
      const stays =
        heard !== null &&
        standing !== undefined &&
        standing.entry.commit === entry.commit &&
        standing.entry.blob === entry.blob &&
        !heard.has(entry.path) &&
        (standing.status.state === "ready" || standing.status.state === "broken") &&
        now - Date.parse(entry.changedAt) > MOVING &&
        (at < from || at >= from + again);
      return stays ? [] : [at];
    });
  }

  async function look(ground: Basis): Promise<readonly Standing[]> {
    const entries = ground.main.tenants().flatMap((tenant) => ground.main.instances(tenant));
    const since = (await deps.cluster.state()).unreachable?.since ?? null;
    // What is reported from now on may be news to what is looked at now.
    const heard = ground.services === services && since === away ? reported : null;
    reported = new Set();
    services = ground.services;
    away = since;
    try {
      const places = due(entries, heard, deps.now().getTime());
      const fresh = new Map<string, Standing>();
      for (let from = 0; from < places.length; from += TOGETHER) {
        const some = places.slice(from, from + TOGETHER).flatMap((at) => entries[at] ?? []);
        const lines = await statusLinesOf(
          deps,
          ground,
          some.map(({ target }) => target),
        );
        some.forEach((entry, at) => {
          const status = lines[at];
          if (status) fresh.set(entry.path, { entry, status });
        });
        await setImmediate();
      }
      const all = entries.flatMap((entry) => fresh.get(entry.path) ?? known.get(entry.path) ?? []);
      known = new Map(all.map((standing) => [standing.entry.path, standing]));
      return all;
    } catch (error) {
      reported = null;
      throw error;
    }
  }

  return (ground) => {
    const { commit } = ground.main;
    const began = deps.now().getTime();
    if (last !== null && last.commit === commit && last.reports === reports && began < last.until) return last.all;
    // One look at a time: the second of two that overlap finds little left to do.
    const before = last?.all.catch(() => null) ?? Promise.resolve();
    const fresh = { commit, reports, until: Number.POSITIVE_INFINITY, all: before.then(() => look(ground)) };
    last = fresh;
    const end = (failed: boolean) => {
      const now = deps.now().getTime();
      // A failed look is not shared.
      fresh.until = failed ? now : now + Math.min(SHARED.most, Math.max(SHARED.least, 2 * (now - began)));
    };
    fresh.all.then(
      () => end(false),
      () => end(true),
    );
    return fresh.all;
  };
}
