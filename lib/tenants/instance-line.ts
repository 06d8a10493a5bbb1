import { pageOf } from "@/lib/domain/path";
import type { StoryState } from "@/lib/domain/status";
import type { StatusLine } from "@/lib/domain/status-views";
import { serviceOf } from "@/lib/domain/target";
import type { InstanceLine } from "@/lib/domain/tenant-views";
import type { Entry } from "@/lib/releases/port";
import { type Ground, namesOfService, openRequestFor } from "@/lib/requests/ground";

/** What needs attention first. */
const URGENCY: readonly StoryState[] = ["broken", "unknown", "deleting", "progressing", "ready", "gone"];

/** For sorting: what needs attention comes first. */
export function byUrgency(a: Pick<StatusLine, "state">, b: Pick<StatusLine, "state">): number {
  return URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state);
}

/** What a search for an instance looks at: `postgres Postgres orders`. */
export function searchText(ground: Pick<Ground, "services">, target: Entry["target"]): string {
  const service = serviceOf(target);
  const name = target.type === "instance" ? target.name : target.tenant;
  return `${service} ${namesOfService(ground, service).title} ${name}`;
}

/** One instance in one line of a list; nothing for a tenant. */
export function instanceLine(
  ground: Pick<Ground, "services" | "requests">,
  { target, path, changedAt }: Entry,
  status: StatusLine,
): InstanceLine[] {
  if (target.type !== "instance") return [];
  const open = openRequestFor(ground, path);
  return [
    {
      service: target.service,
      serviceTitle: namesOfService(ground, target.service).title,
      name: target.name,
      href: pageOf(target),
      status,
      changedAt,
      openRequest: open && { number: open.number, href: `/requests/${open.number}` },
    },
  ];
}
