import type { Chat, ChatNews } from "@/lib/domain/chat-news";
import type { Request } from "@/lib/domain/request";
import type { Releases, Remark } from "@/lib/releases/port";

const ANSWERS: Partial<Record<Remark["type"], ChatNews["what"]>> = {
  approved: "approved",
  "changes-asked": "changes-asked",
  declined: "declined",
  withdrawn: "withdrawn",
};

/**
 * The same releases repository, of which a chat is told what people do here. What somebody does elsewhere (on GitHub, or with
 * another portal) is not told by this one: so nothing is told twice.
 * @param merged called with what was merged, to follow it
 */
export function tellingReleases<R extends Releases>(releases: R, chat: Chat, merged: (request: Request) => void): R {
  return {
    ...releases,
    async submit(submission) {
      const result = await releases.submit(submission);
      if (result.outcome === "opened" || result.outcome === "revised")
        chat.tell({ what: "waiting", request: result.request, by: submission.by.name });
      return result;
    },
    async remark(number, remark) {
      const result = await releases.remark(number, remark);
      const what = ANSWERS[remark.type];
      if (result?.outcome === "recorded" && what) chat.tell({ what, request: result.request, by: remark.by.name });
      return result;
    },
    async merge(number, order) {
      const result = await releases.merge(number, order);
      if (result?.outcome !== "merged") return result;
      chat.tell({ what: "merged", request: result.request, by: order.by.name });
      merged(result.request);
      return result;
    },
  };
}
