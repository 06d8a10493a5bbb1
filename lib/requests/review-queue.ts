import { PortalError } from "@/lib/domain/errors";
import type { FlagCode } from "@/lib/domain/flag";
import type { ReviewQueue } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";

/** What waits for a platform admin. */
export async function reviewQueue(
  _deps: Deps,
  _viewer: Viewer,
  _input: { selected: number | null; q: string; flag: FlagCode | null },
): Promise<ReviewQueue> {
  return Promise.reject(new PortalError("unavailable", "This page is being built."));
}
