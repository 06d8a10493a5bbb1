import { isSamePerson } from "@/lib/domain/person";
import type { Request } from "@/lib/domain/request";
import { UNTOUCHED } from "@/lib/domain/seen";
import type { StoryState } from "@/lib/domain/status";

const ARRIVED: Partial<Record<StoryState, string>> = { ready: "r", gone: "r", broken: "f" };

/**
 * Where a requester's own request stands for them: how many times others acted on it, and once merged whether it
 * became ready (`r`) or failed (`f`). What they did themselves is never news.
 */
export function markOf(request: Pick<Request, "events" | "by" | "state">, story: StoryState | null): string {
  const answers = request.events.filter(({ by, type }) => !isSamePerson(by, request.by) && type !== "updated").length;
  const arrived = request.state === "merged" && story !== null ? (ARRIVED[story] ?? "") : "";
  return answers === 0 && arrived === "" ? UNTOUCHED : `${answers}${arrived}`;
}
