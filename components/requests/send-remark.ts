import type { Problem } from "@/lib/domain/problem";
import type { RequestState } from "@/lib/domain/request";

/** What can be said about a request, as the address for remarks takes it. */
export type RemarkType = "comment" | "ask-changes" | "approve" | "decline" | "withdraw" | "merge";

export type RemarkAnswer =
  | { ok: true; state: RequestState }
  /** `code` is the refusal's own, or `unreachable` when nothing answered. Nothing was changed, except perhaps when unreachable. */
  | { ok: false; code: string; message: string; problems: Problem[] };

const NO_ANSWER: RemarkAnswer = {
  ok: false,
  code: "unreachable",
  message:
    "The portal did not answer, so it is not known whether this arrived. Your text is still here: look at the request, then try again.",
  problems: [],
};

/** Says something about request `number` as it was shown at `head`; `acknowledged` are the codes of flags that were ticked. Never throws. */
export async function sendRemark(
  number: number,
  remark: { type: RemarkType; head: string; text: string; acknowledged?: string[] },
): Promise<RemarkAnswer> {
  try {
    const response = await fetch(`/api/requests/${number}/remarks`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(remark),
    });
    // The address is ours: what it answers is the contract's state or refusal; anything else (a proxy's page) ends in the catch.
    const body = (await response.json()) as {
      state?: RequestState;
      code?: string;
      message?: string;
      problems?: Problem[];
    };
    if (response.ok && body.state !== undefined) return { ok: true, state: body.state };
    if (body.message === undefined) return NO_ANSWER;
    return { ok: false, code: body.code ?? "unknown", message: body.message, problems: body.problems ?? [] };
  } catch {
    return NO_ANSWER;
  }
}
