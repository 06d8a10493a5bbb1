import { PortalError } from "@/lib/domain/errors";
import { isSamePerson } from "@/lib/domain/person";
import type { Request } from "@/lib/domain/request";
import type { TenantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import { rolesOf } from "@/lib/tenants/owner-index";
import type { Deps } from "./deps";
import type { Ground } from "./ground";
import { unreadableRequests } from "./unreadable-requests";

/** Which requests a viewer may see: their own, those of tenants where they have a role; a platform admin all. */
export async function sightOf(
  deps: Deps,
  ground: Pick<Ground, "main">,
  viewer: Viewer,
): Promise<(request: Request) => boolean> {
  if (viewer.platformAdmin) return () => true;
  const roles: Map<string, TenantRole> = await rolesOf(deps.releases, ground.main, viewer);
  return (request) => isSamePerson(request.by, viewer) || roles.has(request.target.tenant);
}

/**
 * The request of that number. @throws PortalError `not-found`, in the same words whether it is missing or not the
 * viewer's to see; `unavailable` when it is there but can't be read.
 */
export async function requireRequest(deps: Deps, ground: Ground, viewer: Viewer, number: number): Promise<Request> {
  const request = ground.requests.find((candidate) => candidate.number === number);
  const sees = await sightOf(deps, ground, viewer);
  if (request && sees(request)) return request;
  if (!request) await refuseUnreadable(deps, number);
  throw missing();
}

/** Whose it is can't be told, so everybody gets the sentence: its requester must not hear that it never was. */
async function refuseUnreadable(deps: Deps, number: number): Promise<void> {
  const unreadable = await unreadableRequests(deps);
  if (unreadable.some((one) => one.number === number))
    throw new PortalError(
      "unavailable",
      `Request ${number} is in the releases repository but can't be read. The platform team sees on Platform health what is wrong and how to mend it.`,
    );
}
