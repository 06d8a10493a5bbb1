import type { Request } from "./request";

/** Something about a request that a chat is told: who asks, who answered, and what became of it in the cluster. */
export interface ChatNews {
  what: "waiting" | "approved" | "changes-asked" | "declined" | "withdrawn" | "merged" | "ready" | "failed";
  request: Pick<Request, "number" | "title">;
  /** Whose doing it is, as they are called; null where it is nobody's. */
  by: string | null;
}

/** Where such news go. Telling never takes time and never fails. */
export interface Chat {
  tell(news: ChatNews): void;
}
