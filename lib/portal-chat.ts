import "server-only";
import { openChatWebhook } from "@/lib/chat/webhook";
import type { Env } from "@/lib/env";
import { log } from "@/lib/log";
import { chatText } from "@/lib/requests/chat-text";
import type { Deps } from "@/lib/requests/deps";
import { followMerged } from "@/lib/requests/follow-merged";
import { tellingReleases } from "@/lib/requests/telling-releases";

/** The same dependencies, of which the chat of the settings is told what happens to requests; unchanged where there is none. */
export function withChat(deps: Deps, { chatWebhookUrl, publicUrl }: Pick<Env, "chatWebhookUrl" | "publicUrl">): Deps {
  if (chatWebhookUrl === null) return deps;
  const say = openChatWebhook({
    url: chatWebhookUrl,
    report: (why) => log("The chat could not be told of a request.", { why }),
  });
  const chat = { tell: (news: Parameters<typeof chatText>[0]) => say(chatText(news, publicUrl.origin)) };
  return { ...deps, releases: tellingReleases(deps.releases, chat, followMerged(deps, chat)) };
}
