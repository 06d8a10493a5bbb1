import type { Request } from "@/lib/domain/request";
import type { TenantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import { rolesOf } from "@/lib/tenants/owner-index";
import type { Deps } from "./deps";
import type { Ground } from "./ground";

/** Which requests a viewer may see: their own, those of tenants where they have a role; a platform admin all. */
export async function sightOf(
  deps: Deps,
  ground: Pick<Ground, "main">,
  viewer: Viewer,
): Promise<(request: Request) => boolean> {
  if (viewer.platformAdmin) return () => true;
  const roles: Map<string, TenantRole> = await rolesOf(deps.releases, ground.main, viewer);
  return (request) => request.by.subject === viewer.subject || roles.has(request.target.tenant);
}

/** The request of that number. @throws PortalError `not-found`, in the same words whether it is missing or not the viewer's to see. */
export async function requireRequest(deps: Deps, ground: Ground, viewer: Viewer, number: number): Promise<Request> {
  const request = ground.requests.find((candidate) => candidate.number === number);
  const sees = await sightOf(deps, ground, viewer);
  if (!request || !sees(request)) throw missing();
  return request;
}
