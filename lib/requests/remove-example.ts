import { PortalError } from "@/lib/domain/errors";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** Takes the example tenant, its instances and its open request away. */
export async function removeExample(_deps: Deps, _viewer: Viewer, _input: Record<string, never>): Promise<void> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
