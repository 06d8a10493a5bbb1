import type { CatalogReader } from "@/lib/catalog/port";
import { childValues, levelsBelow, possibleParents } from "@/lib/domain/composition";
import type { Desired } from "@/lib/domain/desired";
import { pathOf } from "@/lib/domain/path";
import type { Request } from "@/lib/domain/request";
import { kindOf, type Service } from "@/lib/domain/service";
import { shared } from "@/lib/domain/shared";
import { serviceOf, type Target } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import type { Entry, Releases, Snapshot } from "@/lib/releases/port";
import { refusalReader } from "./receptions";
import { objectsOf } from "./release-objects";

/** Reads what Git wants of one target; null when it never had it. At `summary` values and objects stay empty. */
export type DesiredReader = (target: Target, depth: "summary" | "full") => Promise<Desired | null>;

export interface DesiredDeps {
  catalog: CatalogReader;
  releases: Releases;
  now: () => Date;
}

/** Seconds for which it matters whether a change made or changed something: until then a list looks closer. */
const FRESH = 120;

/**
 * Makes the reader that a simulated cluster asks: it also judges what no cluster would take. Questions asked at the same time share one look at each of main, requests and catalogue, so that a list of
 * thousands costs no more readings than one page.
 */
export function desiredReader({ catalog, releases, now }: DesiredDeps): DesiredReader {
  const main = shared(() => releases.main());
  const requests = shared(() => releases.requests());
  const charts = shared(() => catalog.read());

  const refusal = refusalReader(releases);

  const read: DesiredReader = async (target, depth) => {
    const [snapshot, { services, platform }] = await Promise.all([main(), charts()]);
    // A part is what its composite is, also where no cluster takes that as it stands.
    const whole = (composite: Target) => read(composite, depth);
    const desired = await desiredOf({ main: snapshot, services, requests, releases, whole }, target, depth, now());
    const entry = snapshot.entry(pathOf(target));
    if (desired === null || entry === undefined) return desired;
    const refused = await refusal(snapshot, entry, { services, platform });
    if (refused === null) return desired;
    const { commit, mergedAt, service } = desired;
    const objects = depth === "full" ? objectsAt(services, target, refused.values) : [];
    return { commit, mergedAt, service, objects, ...composedOf(services, target), ...refused };
  };
  return read;
}

/** What one look at the world says: main, the catalogue, and the requests when they are needed. */
export interface DesiredBasis {
  main: Snapshot;
  services: readonly Service[];
  requests: () => Promise<readonly Request[]>;
  releases: Pick<Releases, "history" | "at">;
  /** What Git wants of a composite, for its parts; by default the same as of any other target. */
  whole?: (composite: Target) => Promise<Desired | null>;
}

/** What Git wants of one target, as of one look at it; of a composite's part, what that wants of it. */
export async function desiredOf(
  basis: DesiredBasis,
  target: Target,
  depth: "summary" | "full",
  now: Date,
): Promise<Desired | null> {
  const { main, services, requests, releases } = basis;
  const path = pathOf(target);
  const name = serviceOf(target);
  // A chart that is gone from the catalogue can still have instances.
  const service = services.find((one) => one.name === name) ?? {
    name,
    kind: kindOf(name),
    chartVersion: "0.0.0",
  };
  const entry = main.entry(path);
  if (entry !== undefined && depth === "summary" && !isFresh(entry, now))
    return {
      commit: entry.commit,
      mergedAt: entry.changedAt,
      values: {},
      objects: [],
      ...composedOf(services, target),
      service,
    };
  const asPart = entry === undefined ? await partOf(basis, target, depth, now) : null;
  if (asPart !== null && asPart.removedAt === undefined) return asPart;
  const merges = mergesOf(await requests()).get(path) ?? [];
  if (entry === undefined) {
    const removal = removalOf(merges) ?? (depth === "full" ? await removalByHand(releases, path) : null);
    const last = removal && depth === "full" ? await lastValues(releases, path) : {};
    if (removal === null) return asPart;
    const objects = depth === "full" ? objectsAt(services, target, last) : [];
    return { ...removal, values: {}, objects, ...composedOf(services, target), service };
  }
  const values = depth === "full" ? await valuesOf(main, path) : {};
  return {
    commit: entry.commit,
    mergedAt: entry.changedAt,
    ...createdAt(entry, merges),
    values,
    objects: depth === "full" ? objectsAt(services, target, values) : [],
    ...composedOf(services, target),
    service,
  };
}

/** How many layers of parts a composite has; nothing for any other service. */
function composedOf(services: readonly Service[], target: Target): Pick<Desired, "composed"> {
  const below = levelsBelow(serviceOf(target), services);
  return below === 0 ? {} : { composed: { above: 0, below } };
}

/** What a composite wants of its part; null for what is no part of any that is or was there. One that is there counts first. */
async function partOf(
  basis: DesiredBasis,
  target: Target,
  depth: "summary" | "full",
  now: Date,
): Promise<Desired | null> {
  const { services, whole = (composite: Target) => desiredOf(basis, composite, depth, now) } = basis;
  const found: Desired[] = [];
  for (const { parent, child } of possibleParents(target, services)) {
    const service = services.find(({ name }) => name === child.service);
    const wanted = service && (await whole(parent));
    if (!service || !wanted) continue;
    const values = depth === "full" && target.type === "instance" ? childValues(wanted.values, child, target) : {};
    found.push({
      ...wanted,
      values,
      objects: depth === "full" ? objectsOf(service, target, values) : [],
      composed: { above: (wanted.composed?.above ?? 0) + 1, below: levelsBelow(service.name, services) },
      service,
    });
  }
  return found.find(({ removedAt }) => removedAt === undefined) ?? found[0] ?? null;
}

/** What the chart makes of the values; nothing when it has left the catalogue. */
function objectsAt(services: readonly Service[], target: Target, values: Desired["values"]): Desired["objects"] {
  const chart = services.find(({ name }) => name === serviceOf(target));
  return chart ? objectsOf(chart, target, values) : [];
}

function isFresh(entry: Entry, now: Date): boolean {
  return now.getTime() - Date.parse(entry.changedAt) <= FRESH * 1000;
}

type Merges = readonly { request: Request; commit: string; at: string }[];

// A list of requests never changes: a newer one is another array.
const worked = new WeakMap<readonly Request[], Map<string, Merges>>();

/** The merged requests of each path, newest first. */
function mergesOf(requests: readonly Request[]): Map<string, Merges> {
  const known = worked.get(requests);
  if (known) return known;
  const made = new Map<string, { request: Request; commit: string; at: string }[]>();
  for (const request of requests) {
    const at = request.events.findLast((event) => event.type === "merged")?.at;
    if (request.mergeCommit === null || at === undefined) continue;
    const merge = { request, commit: request.mergeCommit, at };
    const others = made.get(request.path);
    if (others) others.push(merge);
    else made.set(request.path, [merge]);
  }
  for (const merges of made.values()) merges.sort((a, b) => b.at.localeCompare(a.at));
  worked.set(requests, made);
  return made;
}

/** When the version before this one came; nothing when there was none, also when it had been deleted in between. */
function createdAt(entry: Entry, merges: Merges): { createdAt?: string } {
  const here = merges.findIndex((merge) => merge.commit === entry.commit);
  const before = merges[here + 1];
  if (here < 0 || before === undefined || merges[here]?.request.type === "create") return {};
  return { createdAt: before.at };
}

type Removal = Pick<Desired, "commit" | "mergedAt" | "removedAt">;

/** The merge that took the manifest away, if a request did. */
function removalOf(merges: Merges): Removal | null {
  const [last, before] = merges;
  if (last?.request.type !== "delete") return null;
  return { commit: last.commit, mergedAt: before?.at ?? last.at, removedAt: last.at };
}

/** The commit that took the manifest away, if somebody did so by hand. */
async function removalByHand(releases: Pick<Releases, "history">, path: string): Promise<Removal | null> {
  const [last, before] = await releases.history(path, 2);
  return last ? { commit: last.commit, mergedAt: before?.at ?? last.at, removedAt: last.at } : null;
}

/** What the manifest said before it was taken away: what there is of it is what is taken down. */
async function lastValues(releases: Pick<Releases, "history" | "at">, path: string): Promise<Desired["values"]> {
  const [, before] = await releases.history(path, 2);
  const snapshot = before && (await releases.at(before.commit));
  return snapshot ? await valuesOf(snapshot, path) : {};
}

async function valuesOf(snapshot: Pick<Snapshot, "read">, path: string): Promise<Desired["values"]> {
  const text = (await snapshot.read([path])).get(path);
  return (text === undefined ? undefined : parseManifest(text).manifest?.values) ?? {};
}
