import "server-only";
import { setMaxListeners } from "node:events";
import type { Desired } from "@/lib/domain/desired";
import { OPTION_KINDS } from "@/lib/domain/option-kinds";
import { pathOf } from "@/lib/domain/path";
import { nameOf, type Target } from "@/lib/domain/target";
import { listPath, objectPath, rootOf } from "./kubernetes/api-path";
import { type ClusterAccess, openConnection } from "./kubernetes/connection";
import { kindFinder, kindsOf } from "./kubernetes/discovery";
import { failureOf } from "./kubernetes/failure";
import { followedPages } from "./kubernetes/followed-pages";
import { getJson } from "./kubernetes/get-json";
import { listPages } from "./kubernetes/list-pages";
import { lookAt } from "./kubernetes/look";
import { lookAtPlatform } from "./kubernetes/look-at-platform";
import { lookClosely } from "./kubernetes/look-closely";
import { openMirror } from "./kubernetes/mirror";
import { homeOf, kindOfTarget, type PlacePlatform } from "./kubernetes/places";
import { openReachability } from "./kubernetes/reachability";
import { recentLooks } from "./kubernetes/recent-looks";
import type { Pace } from "./kubernetes/reflector";
import { standingOf } from "./kubernetes/standing";
import { openPages } from "./open-pages";
import type { Cluster, ClusterState, Observation, PlatformObservation, Unread } from "./port";
import { text } from "./trace/read";
import { errorOf } from "./trace/synced";

export interface KubernetesOptions {
  access: ClusterAccess;
  platform: PlacePlatform;
  /** The names of the services that the catalogue knows now. */
  services: () => Promise<readonly string[]>;
  /** What Git wants of a target: what to look for where the cluster doesn't say what belongs to it. */
  desired: (target: Target, depth: "full") => Promise<Desired | null>;
  now: () => Date;
  /** Told when the cluster is lost (since when and why), and with null when it is back. */
  report?: (away: ClusterState["unreachable"]) => void;
  /** How long things take; the defaults are for a real cluster. */
  pace?: KubernetesPace;
}

export interface KubernetesPace {
  reflector: Pace;
  /** Milliseconds between two looks at which kinds there are. */
  kinds: number;
  /** Milliseconds between two looks at what people have open. */
  pages: number;
  /** How many watches there are for open pages' sake, and milliseconds for which one stays after the last page. */
  watches?: { most?: number; linger?: number };
}

/** A real cluster, which is read until it is closed. */
export interface KubernetesCluster extends Cluster {
  /** How many objects are kept. */
  size(): number;
  /** How many watches there are for open pages' sake. */
  watches(): number;
  close(): void;
}

const SOURCES = ["application", "instance", "release"] as const;
/** Milliseconds: people who have the same page open share a look, and nobody sees an older one. */
const SHARED = 1_000;
/** The same for what every instance stands on, which changes seldom. */
const SHARED_PLATFORM = 5_000;
/** Milliseconds between two looks at what people have open. */
const PAGES = 3_000;

/**
 * Opens the cluster and begins to read it.
 * @throws Error with a sentence for whoever runs the portal, when the settings can't be used. A cluster that doesn't
 * answer is no error: it may come later.
 */
export async function kubernetesCluster({
  access,
  platform,
  services,
  desired,
  now,
  report,
  pace,
}: KubernetesOptions): Promise<KubernetesCluster> {
  const connection = await openConnection(access);
  const closing = new AbortController();
  const stop = closing.signal;
  // Every question that is on its way listens for it.
  setMaxListeners(0, stop);
  const began = now().toISOString();
  const listeners = new Set<(targets: readonly Target[] | null) => void>();
  const say = (targets: readonly Target[] | null) => {
    if (targets === null || targets.length > 0) for (const listener of listeners) listener(targets);
  };
  const tell = (targets: readonly Target[] | null) => {
    for (const target of targets ?? []) looks.forget(pathOf(target));
    pages.told(targets ?? []);
    say(targets);
  };
  const openOf = new Map<unknown, readonly Target[]>();
  const openNow = () => followed.open([...openOf.values()].flat());
  const looks = recentLooks<Observation>(SHARED, () => now().getTime());
  const platformLooks = recentLooks<PlatformObservation>(SHARED_PLATFORM, () => now().getTime());
  const reachability = openReachability(
    {
      // What every account may ask, and what costs the server nothing.
      probe: (signal) => getJson(connection, "/version", { signal, patience: 3_000 }),
      now,
      ...(pace === undefined ? {} : { pace: pace.reflector.retry }),
    },
    stop,
  );
  const mirror = openMirror(
    {
      connection,
      reachability,
      platform,
      services,
      now,
      changed: tell,
      heard: (head) => followed.heard(head),
      ...(pace === undefined ? {} : { pace: pace.reflector, every: pace.kinds }),
    },
    stop,
  );
  const followed = followedPages(
    {
      connection,
      reachability,
      now,
      again: (target) => pages.again(target),
      everyKind: (asked) => mirror.follows(asked),
      isCurrent: (target) => SOURCES.every((source) => mirror.stateOf(source, target).is === "current"),
      ...(pace === undefined ? {} : { pace: pace.reflector, ...pace.watches }),
    },
    stop,
  );
  reachability.onTurn(() => {
    report?.(reachability.away());
    tell(null);
  });
  const find = kindFinder(connection, now);
  let first = true;
  const unreachable = () => {
    const states = mirror.states();
    if (first && states.every(({ state }) => state.is !== "starting")) first = false;
    return reachability.away() ?? standingOf(states, began, now(), first);
  };

  function summary(target: Target): Observation {
    const kinds = { application: "Application", instance: kindOfTarget(target), release: "HelmRelease" };
    return {
      at: now().toISOString(),
      application: mirror.get("application", target),
      instance: mirror.get("instance", target),
      release: mirror.get("release", target),
      objects: [],
      pods: [],
      events: [],
      behind: [],
      unread: SOURCES.flatMap((source): Unread[] =>
        mirror.stateOf(source, target).is === "forbidden" ? [{ kind: kinds[source], name: "", why: "forbidden" }] : [],
      ),
    };
  }

  function newLook() {
    const over = AbortSignal.any([stop, reachability.signal()]);
    setMaxListeners(0, over);
    return lookAt(connection, find, over);
  }

  async function platformClosely(): Promise<PlatformObservation> {
    const kinds = await kindsOf(connection, `${platform.group}/${platform.version}`, { signal: stop });
    return await lookAtPlatform(newLook(), platform, {
      kinds,
      instances: mirror.instances(),
      failedApplications: mirror.all("application").filter((one) => errorOf(one) !== null),
    });
  }

  async function closely(target: Target): Promise<Observation> {
    const { application, unread } = summary(target);
    const look = newLook();
    const began = performance.now();
    const seen = await lookClosely(look, {
      target,
      platform,
      application: application?.metadata ?? null,
      expected: async () => (await desired(target, "full"))?.objects ?? [],
    });
    followed.saw({ target, asked: look.asked, observation: seen, began });
    const more = unread.filter(({ kind }) => !seen.unread.some((one) => one.kind === kind));
    return { at: now().toISOString(), ...seen, unread: [...more, ...seen.unread] };
  }

  /** Asks; a question that the cluster doesn't answer is null, and says that it is away. */
  async function answered<T>(ask: () => Promise<T>): Promise<T | null> {
    if (reachability.away() !== null) return null;
    try {
      return await ask();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.type === "away" && !reachability.signal().aborted) reachability.lost(failure.why);
      return null;
    }
  }

  const pages = openPages({
    look: (target) => {
      // Whoever is told by this look is shown the same one.
      looks.forget(pathOf(target));
      return answered(() => looks.get(pathOf(target), () => closely(target)));
    },
    changed: say,
    every: pace?.pages ?? PAGES,
    now: () => now().getTime(),
    isFollowed: (target) => followed.isFollowed(target),
  });

  return {
    state: () => Promise.resolve({ mode: "kubernetes", unreachable: unreachable() }),
    observe: async (target, depth) => {
      if (unreachable() !== null) return null;
      if (depth === "summary") return summary(target);
      const seen = await answered(() => looks.get(pathOf(target), () => closely(target)));
      pages.touch(target, seen);
      return seen;
    },
    platform: async () =>
      unreachable() === null ? await answered(() => platformLooks.get("", platformClosely)) : null,
    names: (kind, namespace) =>
      answered(async () => {
        const { apiVersion, resource } = OPTION_KINDS[kind];
        const names: string[] = [];
        const take = (item: Parameters<Parameters<typeof listPages>[3]>[0]) => names.push(text(item.metadata, "name"));
        const path = listPath(apiVersion, resource, namespace);
        await listPages(connection, { path, metadataOnly: true }, stop, take);
        return names;
      }),
    exists: (target) =>
      answered(async () => {
        const { group, version } = platform;
        const kind = await find(`${group}/${version}`, kindOfTarget(target), stop);
        const path = kind && objectPath(kind.apiVersion, kind.resource, nameOf(target), homeOf(target, platform));
        if (path !== null && (await isThere(path))) return true;
        return target.type === "tenant" && (await isThere(`${rootOf("v1")}/namespaces/${target.tenant}`));
      }),
    changes: (listener) => {
      listeners.add(listener);
      const end = pages.start();
      return {
        open: (targets) => {
          openOf.set(listener, targets);
          openNow();
        },
        end: () => {
          if (!listeners.delete(listener)) return;
          end();
          openOf.delete(listener);
          openNow();
        },
      };
    },
    size: () => mirror.size(),
    watches: () => followed.watches(),
    close: () => {
      closing.abort();
      connection.close();
    },
  };

  async function isThere(path: string): Promise<boolean> {
    try {
      await getJson(connection, path, { signal: stop });
      return true;
    } catch (error) {
      if (failureOf(error).type === "missing") return false;
      throw error;
    }
  }
}
