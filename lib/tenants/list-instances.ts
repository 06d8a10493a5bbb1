import type { AllInstances, AllInstancesQuery, InstanceCount } from "@/lib/domain/instances-views";
import type { StoryState } from "@/lib/domain/status";
import type { StatusLine } from "@/lib/domain/status-views";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Entry } from "@/lib/releases/port";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, namesOfService, readGround } from "@/lib/requests/ground";
import { matches, pageOfList } from "@/lib/requests/paging";
import { remembered } from "@/lib/requests/remembered";
import { requirePlatformAdmin } from "@/lib/requests/rights";
import { byUrgency, instanceLine, searchText } from "./instance-line";
import { statusLinesOf } from "./status-of";

const PAGE = 50;
/** Tenants that are counted on the page: the others are found by the search. */
const COUNTED = 10;
/**
 * Milliseconds for which a look at all instances is shared once it is there: twice as long as it took, within these
 * bounds. So no more than a third of the process's time goes into it, however many there are and whoever asks.
 */
const SHARED = { least: 1_000, most: 10_000 };

interface Known {
  entry: Entry;
  status: StatusLine;
}

/** Every tenant's instances, what fails first, and how many of each service and tenant fail. @throws PortalError `forbidden` */
export async function listInstances(deps: Deps, viewer: Viewer, query: AllInstancesQuery): Promise<AllInstances> {
  requirePlatformAdmin(viewer);
  const ground = await readGround(deps);
  const [all, { mode, unreachable }] = await Promise.all([allOf(deps, ground), deps.cluster.state()]);
  const found = all.filter((one) => isWanted(ground, one, query));
  if (query.sort === "changed") found.sort((a, b) => b.entry.changedAt.localeCompare(a.entry.changedAt));
  // Sorting is stable: within one state the order stays that of tenants and names.
  if (query.sort === "status") found.sort((a, b) => byUrgency(a.status, b.status));
  const paged = pageOfList(found, query.page, PAGE);
  const tenants = countsBy(
    all,
    ({ entry }) => entry.target.tenant,
    (name) => name,
  );
  return {
    lines: paged.items.flatMap(({ entry, status }) =>
      instanceLine(ground, entry, status).map((line) => ({ ...line, tenant: entry.target.tenant })),
    ),
    query: { ...query, page: paged.page },
    matching: paged.total,
    total: all.length,
    page: paged.page,
    pages: paged.pages,
    states: statesOf(all),
    services: countsBy(
      all,
      ({ entry }) => serviceOf(entry.target),
      (name) => namesOfService(ground, name).title,
    ),
    tenants: tenants.slice(0, COUNTED),
    tenantsInAll: tenants.length,
    simulated: mode === "simulated",
    unreachable,
  };
}

/** How all instances are, in a few letters that differ when the page would: for those who may see it. */
export async function instancesVersion(deps: Deps, ground: Ground): Promise<string> {
  const all = await allOf(deps, ground);
  return all.map(({ status }) => status.state.charAt(0)).join("");
}

interface Look {
  commit: string;
  /** Milliseconds; endless while it is under way. */
  until: number;
  all: Promise<Known[]>;
}

const lastLook = remembered<{ look: Look | null }>(() => ({ look: null }));

/** One look at how everything is, shared by all who ask at about the same time. */
function allOf(deps: Deps, ground: Ground): Promise<Known[]> {
  const kept = lastLook(deps.releases);
  const { commit } = ground.main;
  if (kept.look?.commit === commit && deps.now().getTime() < kept.look.until) return kept.look.all;
  const began = deps.now().getTime();
  const fresh: Look = { commit, until: Number.POSITIVE_INFINITY, all: lookAtAll(deps, ground) };
  kept.look = fresh;
  const end = (failed: boolean) => {
    const now = deps.now().getTime();
    const shared = Math.min(SHARED.most, Math.max(SHARED.least, 2 * (now - began)));
    // A failed look is not shared.
    fresh.until = failed ? now : now + shared;
  };
  fresh.all.then(
    () => end(false),
    () => end(true),
  );
  return fresh.all;
}

async function lookAtAll(deps: Deps, ground: Ground): Promise<Known[]> {
  const entries = ground.main.tenants().flatMap((tenant) => ground.main.instances(tenant));
  const lines = await statusLinesOf(
    deps,
    ground,
    entries.map(({ target }) => target),
  );
  return entries.flatMap((entry, at) => {
    const status = lines[at];
    return status ? [{ entry, status }] : [];
  });
}

function isWanted(ground: Ground, { entry: { target }, status }: Known, query: AllInstancesQuery): boolean {
  return (
    (query.service === "" || serviceOf(target) === query.service) &&
    (query.tenant === "" || target.tenant === query.tenant) &&
    (query.state === null || status.state === query.state) &&
    (query.q === "" || matches(`${target.tenant} ${searchText(ground, target)}`, query.q))
  );
}

function statesOf(all: readonly Known[]): Record<StoryState, number> {
  const states = { ready: 0, progressing: 0, broken: 0, deleting: 0, gone: 0, unknown: 0 };
  for (const { status } of all) states[status.state] += 1;
  return states;
}

function countsBy(
  all: readonly Known[],
  keyOf: (one: Known) => string,
  titleOf: (name: string) => string,
): InstanceCount[] {
  const counts = new Map<string, InstanceCount>();
  for (const one of all) {
    const name = keyOf(one);
    const count = counts.get(name) ?? { name, title: titleOf(name), total: 0, broken: 0, moving: 0, unknown: 0 };
    counts.set(name, count);
    const { state } = one.status;
    count.total += 1;
    if (state === "broken" || state === "unknown") count[state] += 1;
    else if (state === "progressing" || state === "deleting") count.moving += 1;
  }
  return [...counts.values()].sort(
    (a, b) => b.broken - a.broken || b.total - a.total || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
  );
}
