import { tenantText } from "../../harness/releases";
import { tenantNamed, untilInstanceReady } from "../chain/on-chain";
import type { Hands } from "./test";

/** The tenant owner's own tenant. */
export function ownTenantText(name: string): string {
  return tenantText(name, { "dev:tenant-owner": "admin" });
}

/** Makes a tenant past the portal, and waits until it is set up. */
export async function setUpTenant({ api, commit }: Hands, name: string, text = ownTenantText(name)): Promise<void> {
  await commit({ [`${name}/manifest.yaml`]: text });
  await untilInstanceReady(api, tenantNamed(name));
}
