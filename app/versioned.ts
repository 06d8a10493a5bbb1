import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import { readVersion } from "@/lib/requests/read-version";

/**
 * Reads a page's view together with its version, so that the page need not ask for it once more. The version is read
 * first: what changes in between makes the page's next look find a newer one, and is not missed.
 * @param page the page's path
 */
export async function versioned<View>(
  deps: Deps,
  viewer: Viewer,
  page: string,
  read: () => Promise<View>,
): Promise<{ version: string; view: View }> {
  const version = await readVersion(deps, viewer, { page });
  return { version, view: await read() };
}
