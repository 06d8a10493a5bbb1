import type { AllInstances, AllInstancesQuery, InstanceCount } from "@/lib/domain/instances-views";
import type { StoryState } from "@/lib/domain/status";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, namesOfService, readGround } from "@/lib/requests/ground";
import { matches, pageOfList } from "@/lib/requests/paging";
import { requirePlatformAdmin } from "@/lib/requests/rights";
import { byUrgency, instanceLine, searchText } from "./instance-line";
import { type Standing, standingsOf } from "./standings";

const PAGE = 50;
/** Tenants that are counted on the page: the others are found by the search. */
const COUNTED = 10;
/** Every tenant's instances, what fails first, and how many of each service and tenant fail. @throws PortalError `forbidden` */
export async function listInstances(deps: Deps, viewer: Viewer, query: AllInstancesQuery): Promise<AllInstances> {
  requirePlatformAdmin(viewer);
  const ground = await readGround(deps);
  const [all, { mode, unreachable }] = await Promise.all([standingsOf(deps, ground), deps.cluster.state()]);
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
  const all = await standingsOf(deps, ground);
  return all.map(({ status }) => status.state.charAt(0)).join("");
}

function isWanted(ground: Ground, { entry: { target }, status }: Standing, query: AllInstancesQuery): boolean {
  return (
    (query.service === "" || serviceOf(target) === query.service) &&
    (query.tenant === "" || target.tenant === query.tenant) &&
    (query.state === null || status.state === query.state) &&
    (query.q === "" || matches(`${target.tenant} ${searchText(ground, target)}`, query.q))
  );
}

function statesOf(all: readonly Standing[]): Record<StoryState, number> {
  const states = { ready: 0, progressing: 0, broken: 0, deleting: 0, gone: 0, unknown: 0 };
  for (const { status } of all) states[status.state] += 1;
  return states;
}

function countsBy(
  all: readonly Standing[],
  keyOf: (one: Standing) => string,
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
