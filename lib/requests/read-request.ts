import { PortalError } from "@/lib/domain/errors";
import type { RequestView } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** One request. */
export async function readRequest(_deps: Deps, _viewer: Viewer, _input: { number: number }): Promise<RequestView> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
