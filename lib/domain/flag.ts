/** What makes a request worth a second look, worst first. */
export const FLAGS = ["deletes-data", "changes-owners", "platform-owned", "raises-quota", "hand-edited"] as const;
export type FlagCode = (typeof FLAGS)[number];

/** A risk of one request. A reviewer acknowledges each before approving. */
export interface Flag {
  code: FlagCode;
  /** Two words for the pill: "deletes data". */
  label: string;
  /** A sentence: what exactly, in this request. */
  why: string;
}
