/** A request that is in the releases repository, but whose log can't be read: only whoever has the repository can mend it. */
export interface UnreadableRequest {
  number: number;
  /** The ref that holds its log. */
  ref: string;
  /** What is wrong there, as the end of a sentence: "commit 1a2b3c4 is missing". */
  why: string;
  /** What to do about it: sentences. */
  fix: string;
}
