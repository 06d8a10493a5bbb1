import { createHash } from "node:crypto";

/** What every branch of the portal's begins with. */
const FOLDER = "requests/";

/**
 * The branch of a request: it is known by whoever sent it and ends in the form's key, so that sending the same form
 * again, also after a crash, comes to the same branch. A key that is no part of a branch's name stands there as its hash.
 */
export function branchNameOf(subject: string, key: string): string {
  const end = /^[A-Za-z0-9_-]{1,80}$/.test(key) ? key : hash(key, 32);
  return `${FOLDER}${hash(subject, 8)}/${end}`;
}

const hash = (text: string, length: number) => createHash("sha256").update(text).digest("hex").slice(0, length);
