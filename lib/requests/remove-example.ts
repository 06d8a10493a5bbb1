import { personOf } from "@/lib/domain/person";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import { requirePlatformAdmin } from "./rights";

/**
 * Takes the example away: its tenants, everything in them, and what is requested about them.
 * @throws PortalError `forbidden`; `not-found` when it is gone already
 */
export async function removeExample(deps: Deps, viewer: Viewer): Promise<void> {
  requirePlatformAdmin(viewer);
  if (!deps.example || (await deps.example.example()) === null) throw missing();
  await deps.example.removeExample(personOf(viewer));
}
