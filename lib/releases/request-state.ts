import type { RequestEvent, RequestState } from "@/lib/domain/request";

/**
 * Where a request stands, from what was said about it. An end is final. While it is open, a conflict with main is
 * said before anything else; else the newest decision counts, and a new change of the requester's makes decisions void.
 * Events are in order; `updated` (main was brought in) and comments decide nothing.
 */
export function stateOf(events: readonly Pick<RequestEvent, "type">[], conflict: boolean): RequestState {
  let state: RequestState = "waiting";
  for (const { type } of events) {
    switch (type) {
      case "merged":
      case "declined":
      case "withdrawn":
        return type;
      case "opened":
      case "revised":
        state = "waiting";
        break;
      case "changes-asked":
      case "approved":
        state = type;
        break;
      case "updated":
      case "commented":
        break;
    }
  }
  return conflict ? "in-conflict" : state;
}
