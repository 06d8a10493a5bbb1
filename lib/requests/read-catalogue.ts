import type { CatalogueView } from "@/lib/domain/catalogue-views";
import { PortalError } from "@/lib/domain/errors";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The catalogue as one person sees it. */
export async function readCatalogue(
  _deps: Deps,
  _viewer: Viewer,
  _input: Record<string, never>,
): Promise<CatalogueView> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
