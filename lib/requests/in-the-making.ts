import { isSamePerson } from "@/lib/domain/person";
import { isOpen } from "@/lib/domain/request";
import { ownersOf, roleIn, type TenantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "./deps";
import type { Ground } from "./ground";
import { valuesOf } from "./manifest-file";

/**
 * The tenants that a viewer has requested themselves and that aren't merged yet, with the role they would have. What
 * goes into them can be requested at once; it is merged after the tenant.
 */
export async function tenantsInTheMaking(deps: Deps, ground: Ground, viewer: Viewer): Promise<Map<string, TenantRole>> {
  const own = ground.requests.filter(
    ({ state, type, target, by }) =>
      isOpen(state) && type === "create" && target.type === "tenant" && isSamePerson(by, viewer),
  );
  const details = await Promise.all(own.map(({ number }) => deps.releases.request(number, "in-a-list")));
  return new Map(
    details.flatMap((detail): [string, TenantRole][] => {
      const role = detail && roleIn(viewer, ownersOf(valuesOf(detail.after) ?? {}));
      return detail && role ? [[detail.target.tenant, role]] : [];
    }),
  );
}
