/** Whether the person may do something here, and if not why, so that the page can say it. */
export interface Right {
  allowed: boolean;
  /** A sentence; null exactly when allowed. */
  why: string | null;
}

/** It may be done. */
export const ALLOWED: Right = { allowed: true, why: null };

/** It may not, for the reason given as a sentence. */
export function refused(why: string): Right {
  return { allowed: false, why };
}
