import type { RemarkType } from "@/components/requests/send-remark";
import type { RequestState } from "@/lib/domain/request";

const DID: Record<RemarkType, string> = {
  comment: "Comment added",
  "ask-changes": "Changes asked",
  approve: "Approved",
  decline: "Declined",
  withdraw: "Withdrawn",
  merge: "Merged",
};

/** For the row that a decision was taken on: "Merged by you". */
export function outcomeText(type: RemarkType): string {
  return `${DID[type]} by you`;
}

/** For the announcement: "Request 128: merged." */
export function decisionText(number: number, type: RemarkType): string {
  return `Request ${number}: ${DID[type].toLowerCase()}.`;
}

/** What has to be written before something can be done, or null when it can be done without words. */
export function missingWords(type: RemarkType): string | null {
  if (type === "comment") return "Write what you want to say first.";
  if (type === "ask-changes") return "Say what should change, so that the requester knows what to do.";
  if (type === "decline") return "Say why you decline it. The requester reads this.";
  return null;
}

/** True for what approves a change, and so needs its flags acknowledged. */
export function approves(type: RemarkType): boolean {
  return type === "approve" || type === "merge";
}

/** The state that a decision ends a request in, or null when it stays open. */
export function endOf(type: RemarkType): RequestState | null {
  return type === "merge" ? "merged" : type === "decline" ? "declined" : type === "withdraw" ? "withdrawn" : null;
}
