import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import type { Deps } from "./deps";

/** Requests that are there but can't be read; none where the releases repository can't have any. */
export async function unreadableRequests(deps: Deps): Promise<readonly UnreadableRequest[]> {
  return (await deps.unreadable?.()) ?? [];
}
