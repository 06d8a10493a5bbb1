import { atLeast, isSubject, roleIn } from "@/lib/domain/roles";
import { serviceOf } from "@/lib/domain/target";
import { namesOfService } from "@/lib/requests/ground";
import { doingOf, neededRole } from "@/lib/requests/needed-role";
import { ownersOfTenants } from "@/lib/tenants/owner-index";
import type { Phase } from "./proposal";

/** Whoever asked for it must still have the role that it takes, as of today's main. */
export const requesterMay: Phase = async ({ deps, ground, proposal }) => {
  const { target, type, by } = proposal;
  const needed = neededRole(type, target);
  if (needed === null || ground.platform.admins.some((admin) => isSubject(by, admin))) return [];
  const owners = (await ownersOfTenants(deps.releases, ground.main, [target.tenant])).get(target.tenant);
  // That the tenant is missing is another phase's news.
  if (!owners || atLeast(roleIn(by, owners), needed)) return [];
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
