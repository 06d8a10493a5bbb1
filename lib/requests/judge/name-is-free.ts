import { withinTarget } from "@/lib/domain/composition";
import { releaseNameOf } from "@/lib/domain/names";
import { DNS_LABEL, pageOf, pathOf } from "@/lib/domain/path";
import type { Problem } from "@/lib/domain/problem";
import { isOpen } from "@/lib/domain/request";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import { namesOfService } from "@/lib/requests/ground";
import type { Case, Phase } from "./proposal";

/** A new name is free on main, and its computed name isn't another instance's; the same goes for a composite's children. */
export const nameIsFree: Phase = ({ ground, proposal }) => {
  const { target, type, number } = proposal;
  if (type !== "create" || !isWellFormed(target)) return [];
  const path = pathOf(target);
  const title = namesOfService(ground, serviceOf(target)).title;
  if (ground.main.entry(path))
    return [
      taken(
        target.type === "tenant"
          ? `There is already a tenant ${target.tenant}. Choose another name.`
          : `${target.tenant} already has a ${title} called ${target.name}. Choose another name, or edit that one.`,
        target.type === "tenant" ? undefined : { href: pageOf(target), text: `${title} ${target.name}` },
      ),
    ];
  if (target.type === "tenant") return [];

  const parts = withinTarget(target, ground.services);
  const meeting = (other: Target) =>
    pathOf(other) === path ? null : meetingOf(parts, withinTarget(other, ground.services));
  const there = first(ground.main.instances(target.tenant), (entry) => meeting(entry.target));
  if (there) {
    const label = labelOf(ground, there.of.target);
    return [
      taken(`${whySentence(ground, target, there.meeting, label)} that is already there. Choose another name.`, {
        href: pageOf(there.of.target),
        text: label,
      }),
    ];
  }
  const rivals = ground.requests.filter(
    (request) =>
      request.type === "create" &&
      isOpen(request.state) &&
      // Of two that were sent at the same moment the earlier one goes on; else neither could ever be merged.
      (number === null || request.number < number) &&
      request.target.type === "instance" &&
      request.target.tenant === target.tenant,
  );
  const coming = first(rivals, (request) => meeting(request.target));
  if (coming)
    return [
      taken(
        `${whySentence(ground, target, coming.meeting, labelOf(ground, coming.of.target))} that was requested before. Choose another name.`,
        { href: `/requests/${coming.of.number}`, text: `Request ${coming.of.number}` },
      ),
    ];
  return [];
};

/** Two parts, one of each of two targets, that would have one name in the cluster; the targets themselves before their children. */
interface Meeting {
  mine: Target;
  /** True when the other is a child of what was looked at, and not that itself. */
  isPart: boolean;
}

function meetingOf(mine: readonly Target[], others: readonly Target[]): Meeting | null {
  for (const part of mine) {
    const at = others.findIndex((other) => releaseNameOf(other) === releaseNameOf(part));
    if (at >= 0) return { mine: part, isPart: at > 0 };
  }
  return null;
}

function first<T>(all: Iterable<T>, meets: (one: T) => Meeting | null): { of: T; meeting: Meeting } | null {
  for (const of of all) {
    const meeting = meets(of);
    if (meeting) return { of, meeting };
  }
  return null;
}

/** "In the cluster it would be called shop-postgres, like the Postgres shop" */
function whySentence(ground: Case["ground"], target: Target, { mine, isPart }: Meeting, label: string): string {
  const what = mine === target ? "it" : `its part ${labelOf(ground, mine)}`;
  return `In the cluster ${what} would be called ${releaseNameOf(mine)}, like ${isPart ? "a part of " : ""}the ${label}`;
}

/** Whether the cluster already has something of a new target's name; null when it couldn't be asked. */
export async function clusterProblems({ deps, ground, proposal }: Case): Promise<Problem[] | null> {
  const { target, type } = proposal;
  if (type !== "create" || !isWellFormed(target)) return [];
  const parts = target.type === "tenant" ? [target] : withinTarget(target, ground.services);
  const found = await Promise.all(parts.map((part) => deps.cluster.exists(part)));
  const there = parts[found.indexOf(true)];
  if (there === undefined) return found.includes(null) ? null : [];
  return [
    taken(
      target.type === "tenant"
        ? `The cluster already has a namespace or a tenant called ${target.tenant}, which isn't in the releases repository. Choose another name, or ask the platform team.`
        : `The cluster already has ${releaseNameOf(there)} in ${target.tenant}, which isn't in the releases repository; it may still be going away. Choose another name, or wait until it is gone.`,
    ),
  ];
}

function taken(message: string, link?: Problem["link"]): Problem {
  return { code: "name-taken", pointer: "/name", label: "Name", message, ...(link && { link }) };
}

/** Only well-formed names become paths and are looked up. */
function isWellFormed(target: Target): boolean {
  return DNS_LABEL.test(nameOf(target)) && DNS_LABEL.test(target.tenant);
}

function labelOf(ground: Case["ground"], target: Target): string {
  return `${namesOfService(ground, serviceOf(target)).title} ${nameOf(target)}`;
}
