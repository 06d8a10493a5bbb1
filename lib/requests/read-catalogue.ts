import type { CatalogueCard, CatalogueView } from "@/lib/domain/catalogue-views";
import { atLeast } from "@/lib/domain/roles";
import { isInstanceService } from "@/lib/domain/service";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { rolesOf } from "@/lib/tenants/owner-index";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { tenantsInTheMaking } from "./in-the-making";

/** What can be requested, and how many of each the viewer's tenants have. */
export async function readCatalogue(deps: Deps, viewer: Viewer): Promise<CatalogueView> {
  const [ground, { problems }] = await Promise.all([readGround(deps), deps.catalog.read()]);
  const [roles, making] = await Promise.all([
    rolesOf(deps.releases, ground.main, viewer),
    tenantsInTheMaking(deps, ground, viewer),
  ]);
  const counts = new Map<string, number>();
  for (const tenant of roles.keys())
    for (const { target } of ground.main.instances(tenant))
      counts.set(serviceOf(target), (counts.get(serviceOf(target)) ?? 0) + 1);
  const canRequest =
    viewer.platformAdmin || [...roles.values(), ...making.values()].some((role) => atLeast(role, "edit"));
  const cards = ground.services.map((service): CatalogueCard => {
    const forInstance = isInstanceService(service);
    const count = forInstance ? (counts.get(service.name) ?? 0) : roles.size;
    return {
      service: service.name,
      title: service.title,
      description: service.description,
      icon: service.icon,
      tags: service.tags,
      count,
      countText: textOf(count, forInstance),
      href: `/services/${service.name}/new`,
      requestable: !forInstance || canRequest,
    };
  });
  // A platform admin may put services into anybody's tenant: only where there is none at all, one comes first.
  const hasTenant = roles.size > 0 || making.size > 0 || (viewer.platformAdmin && ground.main.tenants().length > 0);
  return { cards, problems: viewer.platformAdmin ? problems : [], newcomer: !hasTenant };
}

function textOf(count: number, forInstance: boolean): string {
  if (count === 0) return "";
  if (forInstance) return `${count} in your tenants`;
  return count === 1 ? "1 is yours" : `${count} are yours`;
}
