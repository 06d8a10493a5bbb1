import type { Following } from "@/lib/cluster/port";
import { possibleParents, withinTarget } from "@/lib/domain/composition";
import type { News } from "@/lib/domain/news";
import { pageOf, pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { rolesOf } from "@/lib/tenants/owner-index";
import type { Deps } from "./deps";
import { type Ground, readGround } from "./ground";
import { sightOf } from "./visible";

/** Somebody who wants to hear what happens. */
export interface Follower {
  /** Who they are at this moment, or null when their session is over: then they hear nothing more. */
  viewer(): Promise<Viewer | null>;
  send(news: News): void;
  /** Nothing more comes. */
  end(): void;
  /** Whose pages they have open: of those they hear everything that a page shows. */
  pages?: readonly Target[];
}

/** Tells people what happens, each only of what they may see. One for a process. */
export interface Newsroom {
  /** Begins to tell; null when there are too many who are told already. @returns ends it. */
  follow(follower: Follower): (() => void) | null;
  /** Ends everybody's: an open stream would keep the process from ending. */
  close(): void;
}

/** Milliseconds in which what happens is told together. */
const TOGETHER = 20;
/** Milliseconds between two looks at the releases repository, which reports nothing by itself. */
const GIT = 1_000;
/** Streams that one process keeps; whoever comes later asks every few seconds instead. */
const MOST_FOLLOWERS = 2_000;
/** Pages named at once; beyond it any page may have changed. */
const MOST_PAGES = 500;

/** Opens the newsroom: while somebody follows it listens to the cluster and looks at the releases repository. */
export function openNewsroom(deps: Deps, pace = { together: TOGETHER, git: GIT }): Newsroom {
  const followers = new Set<Follower>();
  /** What is followed closely for each: what of their pages they may see. */
  const closely = new Map<Follower, readonly Target[]>();
  let cluster: Following | null = null;
  let stopListening: (() => void) | null = null;
  let waiting: { targets: Map<string, Target>; any: boolean } | null = null;
  /** What the releases repository was when it was last looked at. */
  let version: string | null = null;
  let closed = false;

  function happened(targets: readonly Target[] | null): void {
    if (waiting === null) {
      waiting = { targets: new Map(), any: false };
      setTimeout(() => void tell(), pace.together);
    }
    if (targets === null) waiting.any = true;
    for (const target of targets ?? []) waiting.targets.set(pathOf(target), target);
  }

  async function tell(): Promise<void> {
    const { targets, any } = waiting ?? { targets: new Map<string, Target>(), any: false };
    waiting = null;
    const ground = any || targets.size === 0 ? null : await readGround(deps).catch(() => null);
    // What any page may show is asked for anew by each, under its own viewer's rights.
    const newsFor = (viewer: Viewer) =>
      ground ? pagesFor(deps, ground, viewer, [...targets.values()]) : Promise.resolve(null);
    await tellAll(newsFor);
  }

  async function tellAll(newsFor: (viewer: Viewer) => Promise<News>): Promise<void> {
    await Promise.all([...followers].map((follower) => tellOne(follower, newsFor)));
  }

  async function tellOne(follower: Follower, newsFor: (viewer: Viewer) => Promise<News>): Promise<void> {
    try {
      const viewer = await follower.viewer();
      const news = viewer && (await newsFor(viewer));
      if (viewer === null) drop(follower);
      else if (followers.has(follower) && news?.length !== 0) follower.send(news);
    } catch {
      // It can't be told whether they may hear it: their pages still ask by themselves.
      drop(follower);
    }
  }

  /** Nothing is followed for somebody who may not see it: who that is may be another with each version of main. */
  async function openPagesOf(some: Iterable<Follower>): Promise<void> {
    await Promise.all(
      [...some].map(async (follower) => {
        if ((follower.pages ?? []).length === 0) return;
        const targets = await visiblePages(deps, follower).catch(() => []);
        if (followers.has(follower)) closely.set(follower, targets);
      }),
    );
    openAll();
  }
  const openAll = () => cluster?.open([...closely.values()].flat());

  function drop(follower: Follower): void {
    if (!followers.delete(follower)) return;
    follower.end();
    if (closely.delete(follower)) openAll();
    if (followers.size === 0) stopListening?.();
  }

  function listen(): () => void {
    cluster = deps.cluster.changes(happened);
    const look = () =>
      void deps.releases.version().then(
        (now) => {
          if (now === version) return;
          version = now;
          void tellAll(() => Promise.resolve(now));
          void openPagesOf(closely.keys());
        },
        // A repository that can't be read is said by the pages themselves.
        () => undefined,
      );
    // At once: what happens before the first look would never be told.
    look();
    const timer = setInterval(look, pace.git);
    return () => {
      cluster?.end();
      cluster = null;
      clearInterval(timer);
      stopListening = null;
      version = null;
    };
  }

  return {
    follow: (follower) => {
      if (closed || followers.size >= MOST_FOLLOWERS) return null;
      followers.add(follower);
      // A page may have been made before; whoever is the first is told by the first look.
      const known = version;
      if (known !== null) void tellOne(follower, () => Promise.resolve(known));
      stopListening ??= listen();
      void openPagesOf([follower]);
      return () => drop(follower);
    },
    close: () => {
      closed = true;
      for (const follower of [...followers]) drop(follower);
    },
  };
}

/** What somebody's open pages show, as far as they may see it: a composite's parts belong to its page. */
async function visiblePages(deps: Deps, follower: Follower): Promise<Target[]> {
  const { pages = [] } = follower;
  const person = await follower.viewer();
  if (person === null) return [];
  const ground = await readGround(deps);
  const roles = await rolesOf(deps.releases, ground.main, person);
  return pages
    .filter(({ tenant }) => person.platformAdmin || roles.has(tenant))
    .flatMap((target) => withinTarget(target, ground.services));
}

/** The pages that show one of the targets and that the viewer may see. */
async function pagesFor(deps: Deps, ground: Ground, viewer: Viewer, targets: readonly Target[]): Promise<News> {
  const roles = await rolesOf(deps.releases, ground.main, viewer);
  const seen = targets.filter(({ tenant }) => viewer.platformAdmin || roles.has(tenant));
  if (seen.length === 0) return [];
  const sees = await sightOf(deps, ground, viewer);
  const pages = new Set(["/tenants", ...(viewer.platformAdmin ? ["/admin/instances"] : [])]);
  for (const target of seen) {
    pages.add(pageOf({ type: "tenant", tenant: target.tenant }));
    // A composite's page shows its parts.
    for (const one of withParents(target, ground)) {
      pages.add(pageOf(one));
      const last = ground.requests.find(({ path, state }) => state === "merged" && path === pathOf(one));
      if (last && sees(last)) pages.add(`/requests/${last.number}`);
    }
  }
  return pages.size > MOST_PAGES ? null : [...pages];
}

/** Deep enough for any composite. */
const DEEPEST = 8;

function withParents(target: Target, ground: Pick<Ground, "services">, depth = 0): Target[] {
  if (depth >= DEEPEST) return [target];
  const parents = possibleParents(target, ground.services).map(({ parent }) => parent);
  return [target, ...parents.flatMap((parent) => withParents(parent, ground, depth + 1))];
}
