import type { CatalogReader } from "@/lib/catalog/port";
import type { Desired } from "@/lib/domain/desired";
import { pathOf } from "@/lib/domain/path";
import { kindOf } from "@/lib/domain/service";
import { serviceOf, type Target } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import type { Releases, Snapshot } from "@/lib/releases/port";

/** Reads what Git wants of one target; null when it never had it. At `summary` values stay empty. */
export type DesiredReader = (target: Target, depth: "summary" | "full") => Promise<Desired | null>;

export interface DesiredDeps {
  catalog: CatalogReader;
  releases: Releases;
  now: () => Date;
}

/** Seconds for which it matters whether a change made or changed something: until then a list looks closer. */
const FRESH = 120;

/** Makes the reader. Questions asked at the same time share one look at main, so that a list of thousands asks Git once. */
export function desiredReader({ catalog, releases, now }: DesiredDeps): DesiredReader {
  let asking: Promise<Snapshot> | null = null;
  const main = () => {
    asking ??= releases.main().finally(() => {
      asking = null;
    });
    return asking;
  };

  return async (target, depth) => {
    const path = pathOf(target);
    const [snapshot, { services }] = await Promise.all([main(), catalog.read()]);
    const name = serviceOf(target);
    const service = services.find((one) => one.name === name) ?? {
      name,
      kind: kindOf(name),
      chartVersion: "0.0.0",
      workloads: [],
    };
    const entry = snapshot.entry(path);
    if (entry === undefined) {
      const [removal, ...before] = await releases.history(path, 2);
      if (removal === undefined) return null;
      const mergedAt = before[0]?.at ?? removal.at;
      return { commit: removal.commit, mergedAt, removedAt: removal.at, values: {}, service };
    }
    const desired: Desired = { commit: entry.commit, mergedAt: entry.changedAt, values: {}, service };
    const age = (now().getTime() - Date.parse(entry.changedAt)) / 1000;
    if (depth === "summary" && age > FRESH) return desired;
    const [createdAt, text] = await Promise.all([
      existedBefore(releases, path),
      depth === "full" ? snapshot.read([path]).then((texts) => texts.get(path)) : undefined,
    ]);
    return {
      ...desired,
      ...(createdAt === null ? {} : { createdAt }),
      values: (text === undefined ? undefined : parseManifest(text).manifest?.values) ?? {},
    };
  };
}

/** When the version before the one on main reached it; null when there was none, also when it had been deleted in between. */
async function existedBefore(releases: Releases, path: string): Promise<string | null> {
  const [, before] = await releases.history(path, 2);
  if (before === undefined) return null;
  const then = await releases.at(before.commit);
  return then?.entry(path) === undefined ? null : before.at;
}
