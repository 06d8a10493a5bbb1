import { PortalError } from "@/lib/domain/errors";
import type { RequestState } from "@/lib/domain/request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** Approves and merges. */
export async function mergeRequest(
  _deps: Deps,
  _viewer: Viewer,
  _input: { number: number; head: string; text: string; acknowledged?: string[] },
): Promise<{ state: RequestState }> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
