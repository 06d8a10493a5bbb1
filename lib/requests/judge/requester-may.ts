import type { Platform } from "@/lib/domain/platform";
import { atLeast, type Owner, roleIn } from "@/lib/domain/roles";
import { serviceOf } from "@/lib/domain/target";
import { namesOfService } from "@/lib/requests/ground";
import { doingOf, neededRole } from "@/lib/requests/needed-role";
import { ownersOfTenants } from "@/lib/tenants/owner-index";
import type { Phase, Proposal } from "./proposal";

/** Whoever asked for it must still have the role that it takes, as of today's main. */
export const requesterMay: Phase = async ({ deps, ground, proposal }) => {
  const { target, type, by } = proposal;
  const needed = neededRole(type, target);
  if (needed === null || isPlatformAdmin(ground.platform, by)) return [];
  const owners = (await ownersOfTenants(deps.releases, ground.main, [target.tenant])).get(target.tenant);
  // That the tenant is missing is another phase's news.
  if (!owners || holds(owners, by, (role) => atLeast(role, needed))) return [];
  const doing = doingOf(type, target, namesOfService(ground, serviceOf(target)).title);
  return [
    {
      code: "role-lost",
      pointer: null,
      label: null,
      message: `${by.subject} doesn't have the role ${needed} in ${target.tenant} any more, which it takes to ${doing}. Somebody who has it can send the request again.`,
    },
  ];
};

/**
 * Git doesn't keep a requester's groups. Where they aren't known, a group with the role counts for the requester:
 * they were in it when they sent the request, or it would not have been taken.
 */
function holds(owners: Owner[], by: Proposal["by"], enough: (role: Owner["role"]) => boolean): boolean {
  if (by.groups === null && owners.some(({ kind, role }) => kind === "Group" && enough(role))) return true;
  const role = roleIn({ subject: by.subject, groups: by.groups ?? [] }, owners);
  return role !== null && enough(role);
}

function isPlatformAdmin({ admins }: Platform, by: Proposal["by"]): boolean {
  return admins.some(({ kind, name }) =>
    kind === "User" ? name === by.subject : by.groups === null || by.groups.includes(name),
  );
}
