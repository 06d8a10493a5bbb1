import type { ChangeType } from "@/lib/domain/request";
import { atLeast } from "@/lib/domain/roles";
import { serviceOf, type Target } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { accessTo, requireRole } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { type Ground, namesOfService } from "./ground";
import { tenantsInTheMaking } from "./in-the-making";
import { doingOf, neededRole } from "./needed-role";

/**
 * Passes when the viewer may ask for this change as of main now.
 * @throws PortalError `not-found` without any role in the tenant, `forbidden` with too weak a one.
 */
export async function requireToSend(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  type: ChangeType,
  target: Target,
): Promise<void> {
  const needed = neededRole(type, target);
  if (needed === null) return;
  const access = await accessTo(deps.releases, ground.main, viewer, target.tenant);
  if (type === "create" && !access.exists) {
    // A platform admin is told at the field that there is no such tenant; anybody else that there is nothing for them.
    if (viewer.platformAdmin) return;
    const role = (await tenantsInTheMaking(deps, ground, viewer)).get(target.tenant) ?? null;
    if (atLeast(role, needed)) return;
  }
  requireRole(access, needed, doingOf(type, target, namesOfService(ground, serviceOf(target)).title));
}
