import { PortalError } from "@/lib/domain/errors";
import type { RequestFilter, RequestList } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** The requests that a person may see. */
export async function listRequests(
  _deps: Deps,
  _viewer: Viewer,
  _input: { filter: RequestFilter; q: string; page: number },
): Promise<RequestList> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
