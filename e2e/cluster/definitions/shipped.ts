import { join } from "node:path";
import { readCatalog } from "@/lib/catalog/read-catalog";
import type { Platform } from "@/lib/domain/platform";
import { isInstanceService, type Service } from "@/lib/domain/service";
import { ROOT } from "../../harness/root";
import type { Api } from "../api/client";
import { useNamespace } from "../suite";
import { type AppliedDefinition, applyDefinitions } from "./apply-definitions";
import { untilEnforced } from "./until-enforced";

/** The services of this repository on the live cluster. */
export interface Shipped {
  platform: Platform;
  services: readonly Service[];
  applied: readonly AppliedDefinition[];
}

/**
 * Applies this repository's definitions and policies as they lie in definitions/ and waits until they are enforced in
 * the control namespace. Several spec files do so: what is there already stays as it is.
 */
export async function applyShipped(api: Api): Promise<Shipped> {
  const { platform, services } = await readCatalog(ROOT);
  await useNamespace(api, platform.controlNamespace);
  const applied = await applyDefinitions(api, join(ROOT, "definitions"), platform.group);
  for (const { crd, kind } of applied) await untilEnforced(api, crd.apiVersion, kind, platform.controlNamespace);
  return { platform, services, applied };
}

/** Where a service's instances lie: a tenant's in the control namespace. */
export function namespaceOf(service: Service, tenant: string, { controlNamespace }: Platform): string {
  return isInstanceService(service) ? tenant : controlNamespace;
}
