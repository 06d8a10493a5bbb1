import type { StatusLine } from "@/lib/domain/status-views";
import type { InstanceLine, InstanceQuery } from "@/lib/domain/tenant-views";
import type { Entry } from "@/lib/releases/port";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";
import { matches, type Paged, pageOfList } from "@/lib/requests/paging";
import { byUrgency, instanceLine, searchText } from "./instance-line";
import { statusLinesOf } from "./status-of";

const PAGE = 50;

/**
 * One page of a tenant's instances that match a query. The cluster is asked for every match only where the query is
 * about status; otherwise only for those on the page.
 */
export async function pickInstances(
  deps: Deps,
  ground: Ground,
  entries: readonly Entry[],
  query: InstanceQuery,
): Promise<Paged<InstanceLine>> {
  const found = entries.filter(
    ({ target }) => target.type === "instance" && matches(searchText(ground, target), query.q),
  );
  if (query.sort === "changed") found.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
  if (query.state === null && query.sort !== "status") {
    const paged = pageOfList(found, query.page, PAGE);
    return { ...paged, items: linesOf(ground, await withStatus(deps, ground, paged.items)) };
  }
  const all = await withStatus(deps, ground, found);
  const both = all.filter(({ status }) => query.state === null || status.state === query.state);
  // Sorting is stable: within one state the order stays that of the names.
  if (query.sort === "status") both.sort((a, b) => byUrgency(a.status, b.status));
  const paged = pageOfList(both, query.page, PAGE);
  return { ...paged, items: linesOf(ground, paged.items) };
}

interface WithStatus {
  entry: Entry;
  status: StatusLine;
}

async function withStatus(deps: Deps, ground: Ground, entries: readonly Entry[]): Promise<WithStatus[]> {
  const states = await statusLinesOf(
    deps,
    ground,
    entries.map(({ target }) => target),
  );
  return entries.flatMap((entry, index) => {
    const status = states[index];
    return status ? [{ entry, status }] : [];
  });
}

function linesOf(ground: Ground, found: readonly WithStatus[]): InstanceLine[] {
  return found.flatMap(({ entry, status }) => instanceLine(ground, entry, status));
}
