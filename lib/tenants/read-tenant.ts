import { PortalError } from "@/lib/domain/errors";
import type { TenantView } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** One tenant. */
export async function readTenant(
  _deps: Deps,
  _viewer: Viewer,
  _input: { tenant: string; page: number },
): Promise<TenantView> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
