import { PortalError } from "@/lib/domain/errors";
import { isSamePerson, mayBeSamePerson } from "@/lib/domain/person";
import type { Platform } from "@/lib/domain/platform";
import type { Problem } from "@/lib/domain/problem";
import { isOpen, type Request, type RequestEvent } from "@/lib/domain/request";
import type { RequestRights } from "@/lib/domain/request-views";
import { ALLOWED, type Right, refused } from "@/lib/domain/right";
import type { Viewer } from "@/lib/domain/viewer";

/** @throws PortalError `forbidden` for everybody but platform admins. */
export function requirePlatformAdmin(viewer: Viewer): void {
  if (!viewer.platformAdmin)
    throw new PortalError("forbidden", "Only platform admins can do this. They are named in platform.yaml.");
}

/** How an ended request ended, to complete a sentence. */
function ended(request: Pick<Request, "state">): string {
  return `This request is ${request.state} already.`;
}

/** Whether a viewer may ask for changes, approve, decline or merge, as far as it depends on who they are. */
export function rightToDecide(
  viewer: Viewer,
  request: Pick<Request, "state" | "by" | "events">,
  platform: Pick<Platform, "selfApproval">,
): Right {
  if (!viewer.platformAdmin) return refused("Only platform admins decide requests.");
  if (!isOpen(request.state)) return refused(ended(request));
  if (platform.selfApproval) return ALLOWED;
  if (mayBeSamePerson(request.by, viewer))
    return refused("This is your own request: somebody else of the platform team has to decide it.");
  if (request.events.some(({ type, by }) => WRITES.has(type) && mayBeSamePerson(by, viewer)))
    return refused("You changed this request's branch: somebody else of the platform team has to decide it.");
  return ALLOWED;
}

/** What makes a request one's own, whoever opened it: a commit on its branch. */
const WRITES: ReadonlySet<RequestEvent["type"]> = new Set(["opened", "revised", "updated"]);

/** Everything that a viewer who may see a request can do with it. @param waits why GitHub would not merge it, a sentence each */
export function rightsOn(
  viewer: Viewer,
  request: Pick<Request, "state" | "by" | "type" | "events">,
  platform: Pick<Platform, "selfApproval">,
  problems: readonly Problem[],
  waits: readonly string[] = [],
): RequestRights {
  const open = isOpen(request.state);
  const mine = isSamePerson(request.by, viewer);
  const own = (doing: string): Right => {
    if (!mine) return refused(`Only ${request.by.name}, who sent this request, can ${doing} it.`);
    return open ? ALLOWED : refused(ended(request));
  };
  const decide = rightToDecide(viewer, request, platform);
  return {
    edit:
      mine && open && request.type === "delete"
        ? refused("A deletion has nothing to edit. Withdraw it if you changed your mind.")
        : own("edit"),
    withdraw: own("withdraw"),
    comment: ALLOWED,
    decide,
    merge: decide.allowed ? mergeRight(request, problems, waits) : decide,
    restart: restartRight(request, mine),
  };
}

function mergeRight(request: Pick<Request, "state">, problems: readonly Problem[], waits: readonly string[]): Right {
  if (request.state === "in-conflict")
    return refused("Main has changed the same lines since. The requester has to edit the request first.");
  if (problems.length === 1) return refused("A check fails. The requester has to edit the request first.");
  if (problems.length > 1)
    return refused(`${problems.length} checks fail. The requester has to edit the request first.`);
  if (waits.length > 0) return refused(waits.join(" "));
  return ALLOWED;
}

function restartRight(request: Pick<Request, "state" | "by">, mine: boolean): Right {
  if (request.state !== "declined" && request.state !== "withdrawn")
    return refused("Only a declined or withdrawn request can be started again.");
  return mine ? ALLOWED : refused(`Only ${request.by.name}, who sent this request, can start it again.`);
}
