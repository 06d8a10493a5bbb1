import { PortalError } from "@/lib/domain/errors";
import { personOf } from "@/lib/domain/person";
import type { Request, RequestDetail, RequestState } from "@/lib/domain/request";
import type { RequestRights } from "@/lib/domain/request-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Remark, RemarkOutcome } from "@/lib/releases/port";
import { missing } from "@/lib/tenants/access";
import { changeOf } from "./assess";
import type { Deps } from "./deps";
import { type Ground, readGround } from "./ground";
import { rightsOn } from "./rights";
import { requireRequest } from "./visible";

/** What somebody says about a request. */
export interface RemarkInput {
  number: number;
  type: "comment" | "ask-changes" | "approve" | "decline" | "withdraw";
  /** The head that was on screen. */
  head: string;
  text: string;
  /** Codes of the flags that the reviewer acknowledged. */
  acknowledged?: readonly string[];
  /** The admin's own token where requests are kept, to decide under their own name. */
  token?: string;
}

interface Rule {
  says: Remark["type"];
  right: keyof RequestRights;
  /** Why it can't be said without a word; null when it can. */
  needsText: string | null;
}

const RULES: Record<RemarkInput["type"], Rule> = {
  comment: { says: "commented", right: "comment", needsText: "Write what you want to say." },
  "ask-changes": {
    says: "changes-asked",
    right: "decide",
    needsText: "Write what should change, so that the requester can change it.",
  },
  approve: { says: "approved", right: "decide", needsText: null },
  decline: {
    says: "declined",
    right: "decide",
    needsText: "Write why, so that the requester knows what to do instead.",
  },
  withdraw: { says: "withdrawn", right: "withdraw", needsText: null },
};

/** Records a comment, a decision or a withdrawal. @throws PortalError */
export async function remarkOnRequest(
  deps: Deps,
  viewer: Viewer,
  input: RemarkInput,
): Promise<{ state: RequestState }> {
  const ground = await readGround(deps);
  const request = await requireRequest(deps, ground, viewer, input.number);
  const rule = RULES[input.type];
  requireRight(viewer, ground, request, rule.right);
  const text = input.text.trim();
  if (rule.needsText !== null && text === "") throw new PortalError("invalid", rule.needsText);
  if (input.type === "approve") await requireAcknowledged(deps, ground, input);
  const outcome = await deps.releases.remark(input.number, {
    type: rule.says,
    head: input.head,
    text,
    by: personOf(viewer),
    ...(input.token === undefined ? {} : { token: input.token }),
  });
  return { state: recorded(outcome).state };
}

/**
 * Passes when the rights that depend on who the viewer is allow it. That the request has ended meanwhile is not one of
 * those: it is a conflict, and says what happened.
 */
export function requireRight(viewer: Viewer, ground: Ground, request: Request, name: keyof RequestRights): void {
  const asOpen = rightsOn(viewer, { ...request, state: "waiting" }, ground.platform, [])[name];
  if (asOpen.why !== null) throw new PortalError("forbidden", asOpen.why);
  const now = rightsOn(viewer, request, ground.platform, [])[name];
  if (now.why !== null && name !== "merge") throw ended(request);
}

/** Passes when every flag of the request was acknowledged. @throws PortalError `invalid` with one problem a flag */
export async function requireAcknowledged(
  deps: Deps,
  ground: Ground,
  input: Pick<RemarkInput, "number" | "acknowledged">,
  known?: RequestDetail,
): Promise<void> {
  const detail = known ?? (await deps.releases.request(input.number));
  if (!detail) throw missing();
  const unseen = changeOf(ground, detail).flags.filter(({ code }) => !(input.acknowledged ?? []).includes(code));
  if (unseen.length === 0) return;
  throw new PortalError(
    "invalid",
    `Look at this first, and tick that you did: ${unseen.map(({ label }) => label).join(", ")}.`,
    unseen.map(({ code, why }) => ({ code, pointer: null, label: null, message: why })),
  );
}

function recorded(outcome: RemarkOutcome | null): Request {
  if (!outcome) throw missing();
  if (outcome.outcome === "moved") throw moved();
  if (outcome.outcome === "closed") throw ended(outcome.request);
  return outcome.request;
}

/** Said when the change on screen is not the request's any more. */
export function moved(): PortalError {
  return new PortalError(
    "conflict",
    "The request has changed since you looked at it, so nothing was recorded. Load the page again, look at what changes now, and decide then.",
  );
}

/** Said when somebody else was faster. */
export function ended(request: Request): PortalError {
  const last = request.events.findLast(({ type }) => type === request.state);
  const by = last ? ` by ${last.by.name}` : "";
  return new PortalError(
    "conflict",
    `Request ${request.number} was ${request.state}${by} already. Nothing was recorded.`,
  );
}
