import type { ChatNews } from "@/lib/domain/chat-news";

const SAYS: Record<ChatNews["what"], (title: string, by: string) => string> = {
  waiting: (title, by) => `${title}: ${by} asks for this, and it waits for a decision.`,
  approved: (title, by) => `${title}: approved by ${by}.`,
  "changes-asked": (title, by) => `${title}: ${by} asks for changes.`,
  declined: (title, by) => `${title}: declined by ${by}.`,
  withdrawn: (title, by) => `${title}: withdrawn by ${by}.`,
  merged: (title, by) => `${title}: merged by ${by}; it is on its way.`,
  ready: (title) => `${title}: ready.`,
  failed: (title) => `${title}: something stops it in the cluster. Its page says what.`,
};

/** The most that is said of one name or title. */
const MOST = 120;

/**
 * What a chat is told, with a link to the request. No value of a manifest and nothing that somebody wrote is in it but names.
 * @param origin the portal's own address, without a slash at its end.
 */
export function chatText({ what, request: { number, title }, by }: ChatNews, origin: string): string {
  return `#${number} ${SAYS[what](plain(title), plain(by ?? "somebody"))} ${origin}/requests/${number}`;
}

/**
 * A name in which no chat finds markup, a mention or an address: people choose how they are called. Chats differ in what they
 * escape (Slack knows entities, others backslashes), so what would begin something is replaced by what begins nothing.
 */
function plain(name: string): string {
  const text = name
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(/&/g, "+")
    .replace(/</g, "‹")
    .replace(/>/g, "›")
    .replace(/[[\]]/g, (mark) => (mark === "[" ? "(" : ")"))
    .replace(/[*_~`|\\#]/g, "-")
    // A break that isn't seen: neither a mention nor an address goes on behind it.
    .replace(/@/g, "@\u200b")
    .replace(/:/g, ":\u200b")
    .trim();
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text || "somebody";
}
