import { releaseNameOf } from "@/lib/domain/names";
import { DNS_LABEL, pageOf, pathOf } from "@/lib/domain/path";
import type { Problem } from "@/lib/domain/problem";
import { isOpen } from "@/lib/domain/request";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import { namesOfService } from "@/lib/requests/ground";
import type { Case, Phase } from "./proposal";

/** A new name is free on main, and its computed name isn't another instance's. */
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

  const release = releaseNameOf(target);
  const collides = (other: Target) =>
    other.type === "instance" && pathOf(other) !== path && releaseNameOf(other) === release;
  const there = ground.main.instances(target.tenant).find((entry) => collides(entry.target));
  const coming = ground.requests.find(
    (request) =>
      request.type === "create" &&
      isOpen(request.state) &&
      // Of two that were sent at the same moment the earlier one goes on; else neither could ever be merged.
      (number === null || request.number < number) &&
      request.target.tenant === target.tenant &&
      collides(request.target),
  );
  const why = `In the cluster it would be called ${release}`;
  if (there)
    return [
      taken(`${why}, like the ${labelOf(ground, there.target)} that is already there. Choose another name.`, {
        href: pageOf(there.target),
        text: labelOf(ground, there.target),
      }),
    ];
  if (coming)
    return [
      taken(`${why}, like the ${labelOf(ground, coming.target)} that was requested before. Choose another name.`, {
        href: `/requests/${coming.number}`,
        text: `Request ${coming.number}`,
      }),
    ];
  return [];
};

/** Whether the cluster already has something of a new target's name; null when it couldn't be asked. */
export async function clusterProblems({ deps, proposal }: Case): Promise<Problem[] | null> {
  const { target, type } = proposal;
  if (type !== "create" || !isWellFormed(target)) return [];
  const exists = await deps.cluster.exists(target);
  if (exists === null) return null;
  if (!exists) return [];
  return [
    taken(
      target.type === "tenant"
        ? `The cluster already has a namespace or a tenant called ${target.tenant}, which isn't in the releases repository. Choose another name, or ask the platform team.`
        : `The cluster already has ${releaseNameOf(target)} in ${target.tenant}, which isn't in the releases repository; it may still be going away. Choose another name, or wait until it is gone.`,
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
