import "server-only";
import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Observation } from "../port";
import type { Head } from "./heads";
import type { Asked } from "./look";
import { PACE, type Pace, type ReflectorDeps } from "./reflector";
import { sharedWatches, type Watched } from "./shared-watches";

/** A look that was taken for a page. */
export interface Seen {
  target: Target;
  asked: readonly Asked[];
  observation: Pick<Observation, "objects" | "pods">;
  /** When it began, by `performance.now()`. */
  began: number;
}

/** What people's open pages are made of, followed while they are open. */
export interface FollowedPages {
  /** The targets whose pages are open now. */
  open(targets: readonly Target[]): void;
  /** What a look at a target found: from now on that is followed. */
  saw(seen: Seen): void;
  /** An object of a kind that is followed anyway is another now. */
  heard(head: Head): void;
  /** True while it is told whatever happens to a target's page: then nobody needs to look by themselves. */
  isFollowed(target: Target): boolean;
  /** How many watches there are for it. */
  watches(): number;
}

interface Page {
  target: Target;
  /** The paths of the lists in which what it shows is; null until it was looked at. */
  lists: ReadonlyMap<string, Watched> | null;
  /** `acme/Pod/shop-1`: what it shows, and what it would show if it were there. */
  names: ReadonlySet<string>;
  /** Its StatefulSets, whose claims have no owner. */
  sets: readonly string[];
  /** What was heard lately and seemed to be none of its business: what came into being during a look may be. */
  lately: { at: number; head: Head }[];
}

/** They may be hundreds, and a page without them is looked at all the same: so they may wait longer. */
const PATIENT: Pace = { ...PACE, retry: { first: 500, most: 15_000 } };
/** Milliseconds: no look takes longer. */
const LATELY = 10_000;
/** More than that isn't kept: then it is looked at again, whatever it was. */
const MOST_LATELY = 500;

/**
 * Makes it.
 * @param again a target may look otherwise now.
 * @param everyKind true for kinds that are followed all the time, all over the cluster.
 */
export function followedPages(
  {
    again,
    everyKind,
    isCurrent,
    pace = PATIENT,
    ...deps
  }: ReflectorDeps & {
    again: (target: Target) => void;
    everyKind: (asked: Asked) => boolean;
    /** True while what is followed all the time is told of a target. */
    isCurrent: (target: Target) => boolean;
    most?: number;
    linger?: number;
  },
  stop: AbortSignal,
): FollowedPages {
  const pages = new Map<string, Page>();
  const { most, linger } = deps;
  const watches = sharedWatches(
    { ...deps, pace },
    {
      changed: heard,
      // What happened before the watch began was not told.
      turned: (path) => {
        if (watches.isCurrent(path))
          for (const { lists, target } of pages.values()) if (lists?.has(path)) again(target);
      },
      ...(most === undefined ? {} : { most }),
      ...(linger === undefined ? {} : { linger }),
    },
    stop,
  );

  function heard(head: Head): void {
    const at = performance.now();
    for (const page of pages.values()) {
      if (isOf(head, page) || page.lately.length >= MOST_LATELY) {
        page.lately = [];
        again(page.target);
      } else if (isIn(head, page)) page.lately.push({ at, head });
    }
  }

  const rewatch = () => watches.want(new Map([...pages.values()].flatMap(({ lists }) => [...(lists ?? [])])));

  return {
    open: (targets) => {
      const wanted = new Map(targets.map((target) => [pathOf(target), target]));
      for (const path of pages.keys()) if (!wanted.has(path)) pages.delete(path);
      for (const [path, target] of wanted) {
        if (pages.has(path)) continue;
        pages.set(path, { target, lists: null, names: new Set(), sets: [], lately: [] });
        again(target);
      }
      rewatch();
    },
    saw: ({ target, asked, observation, began }) => {
      const page = pages.get(pathOf(target));
      if (page === undefined) return;
      page.lists = new Map(asked.filter((one) => !everyKind(one)).map((one) => [one.path, watchedOf(one)]));
      const shown = [...observation.objects, ...observation.pods].map(({ kind, metadata }) => ({
        kind,
        namespace: metadata.namespace ?? "",
        name: metadata.name,
      }));
      page.names = new Set([...asked, ...shown].flatMap((one) => (one.name === "" ? [] : nameIn(one))));
      page.sets = observation.objects.flatMap(({ kind, metadata }) => (kind === "StatefulSet" ? metadata.name : []));
      const since = page.lately.filter(({ at }) => at >= began);
      page.lately = since.filter(({ at }) => performance.now() - at < LATELY);
      rewatch();
      if (!since.some(({ head }) => isOf(head, page))) return;
      page.lately = [];
      again(target);
    },
    heard,
    isFollowed: (target) => {
      const lists = pages.get(pathOf(target))?.lists;
      if (lists === undefined || lists === null) return false;
      return isCurrent(target) && [...lists.keys()].every((path) => watches.isCurrent(path));
    },
    watches: () => watches.size(),
  };
}

/** Of an Event its own text is what counts, and whose it is stands in it; of everything else a new version is news enough. */
function watchedOf({ path, kind }: Asked): Watched {
  return { path, kind, metadataOnly: kind !== "Event" };
}

function nameIn({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return `${namespace}/${kind}/${name}`;
}

/** True when a page shows the object, or what owns it, or what it is about. */
function isOf({ kind, namespace, name, of }: Head, { names, sets }: Page): boolean {
  return (
    names.has(`${namespace}/${kind}/${name}`) ||
    // What lives in no namespace reports to `default`.
    of.some((one) => names.has(`${namespace}/${one}`) || names.has(`/${one}`)) ||
    (kind === "PersistentVolumeClaim" && sets.some((set) => name.replace(/-\d+$/, "").endsWith(`-${set}`)))
  );
}

/** True when what it is may become a part of the page. */
function isIn({ namespace }: Head, { target }: Page): boolean {
  return namespace === target.tenant;
}
