import { PortalError } from "@/lib/domain/errors";
import type { TenantList } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The viewer's tenants; all of them for a platform admin. */
export async function listTenants(
  _deps: Deps,
  _viewer: Viewer,
  _input: { q: string; page: number },
): Promise<TenantList> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
