import { apiTypes } from "@/lib/compile/api-types";
import { enforcementOf } from "@/lib/compile/enforcement";
import { referenceOf } from "@/lib/compile/reference";
import type { ServiceReference } from "@/lib/domain/service-reference";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "./deps";
import { readGround, requireService } from "./ground";

/** A service's fields, and who enforces what of them: for anyone who is signed in, since anyone may request. */
export async function readService(deps: Deps, _viewer: Viewer, name: string): Promise<ServiceReference> {
  const ground = await readGround(deps);
  const service = requireService(ground, name);
  const { title, description, icon, kind, chartVersion, schema } = service;
  const { group, version } = ground.platform;
  const values = apiTypes(schema);
  return {
    service: service.name,
    title,
    description,
    icon,
    kind,
    apiVersion: `${group}/${version}`,
    chartVersion,
    fields: referenceOf(kind, values),
    enforcement: enforcementOf(values),
    href: `/services/${service.name}/new`,
  };
}
