import type { Request } from "@/lib/domain/request";
import { openedAt } from "./line-of";

/** Merged requests looked at: the newest ones say how it is now. */
const LOOKED_AT = 50;
/** Below this many nothing is typical. */
const ENOUGH = 3;

/** The median from sending to merging, in seconds, of the newest merged requests; null below three. */
export function typicalWaitOf(requests: readonly Request[]): { seconds: number; of: number } | null {
  const waits: number[] = [];
  for (const request of requests) {
    const merged = request.events.find(({ type }) => type === "merged");
    if (!merged) continue;
    waits.push((Date.parse(merged.at) - Date.parse(openedAt(request))) / 1_000);
    if (waits.length === LOOKED_AT) break;
  }
  waits.sort((a, b) => a - b);
  const [low, high] = [waits[Math.floor((waits.length - 1) / 2)], waits[Math.floor(waits.length / 2)]];
  return low === undefined || high === undefined || waits.length < ENOUGH
    ? null
    : { seconds: Math.round((low + high) / 2), of: waits.length };
}
