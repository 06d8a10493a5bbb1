import { pageOf } from "@/lib/domain/path";
import type { StoryState } from "@/lib/domain/status";
import type { StatusLine } from "@/lib/domain/status-views";
import { serviceOf } from "@/lib/domain/target";
import type { InstanceLine, InstanceQuery } from "@/lib/domain/tenant-views";
import type { Entry } from "@/lib/releases/port";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, namesOfService, openRequestFor } from "@/lib/requests/ground";
import { matches, type Paged, pageOfList } from "@/lib/requests/paging";
import { statusLinesOf } from "./status-of";

const PAGE = 50;

/** What needs attention first. */
const URGENCY: readonly StoryState[] = ["broken", "unknown", "deleting", "progressing", "ready", "gone"];

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
  const found = entries.filter(({ target }) => target.type === "instance" && matches(textOf(ground, target), query.q));
  if (query.sort === "changed") found.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
  if (query.state === null && query.sort !== "status") {
    const paged = pageOfList(found, query.page, PAGE);
    return { ...paged, items: linesOf(ground, paged.items, await linesFor(deps, ground, paged.items)) };
  }
  const states = await linesFor(deps, ground, found);
  const both = found.flatMap((entry, index) => {
    const line = states[index];
    return line && (query.state === null || line.state === query.state) ? [{ entry, line }] : [];
  });
  // Sorting is stable: within one state the order stays that of the names.
  if (query.sort === "status") both.sort((a, b) => URGENCY.indexOf(a.line.state) - URGENCY.indexOf(b.line.state));
  const paged = pageOfList(both, query.page, PAGE);
  const items = linesOf(
    ground,
    paged.items.map(({ entry }) => entry),
    paged.items.map(({ line }) => line),
  );
  return { ...paged, items };
}

/** What a search looks at: `postgres Postgres orders`. */
function textOf(ground: Ground, target: Entry["target"]): string {
  const service = serviceOf(target);
  const name = target.type === "instance" ? target.name : target.tenant;
  return `${service} ${namesOfService(ground, service).title} ${name}`;
}

function linesFor(deps: Deps, ground: Ground, entries: readonly Entry[]): Promise<StatusLine[]> {
  return statusLinesOf(
    deps,
    ground,
    entries.map(({ target }) => target),
  );
}

function linesOf(ground: Ground, entries: readonly Entry[], states: readonly StatusLine[]): InstanceLine[] {
  return entries.flatMap(({ target, path, changedAt }, index) => {
    const status = states[index];
    if (target.type !== "instance" || !status) return [];
    const open = openRequestFor(ground, path);
    return [
      {
        service: target.service,
        serviceTitle: namesOfService(ground, serviceOf(target)).title,
        name: target.name,
        href: pageOf(target),
        status,
        changedAt,
        openRequest: open && { number: open.number, href: `/requests/${open.number}` },
      },
    ];
  });
}
