import { PortalError } from "@/lib/domain/errors";
import { GitError } from "./git";

/** What git says when the disk doesn't take a file, and what that means. */
const TROUBLES: readonly [RegExp, string][] = [
  [/no space left|disk quota exceeded|file too large|disk full/i, "there is no room left on the portal's disk"],
  [/read-only file system|permission denied/i, "the portal may not write to its disk"],
  [/(couldn't|unable to|failed to) write/i, "the portal's disk doesn't take it, it may be full"],
  [/input\/output error/i, "the portal's disk reports errors"],
];

/** A failed writing as a sentence for the person, when the disk is to blame; anything else as it came. */
export function asDiskTrouble(error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  const why = TROUBLES.find(([words]) => words.test(error.message))?.[1];
  if (why === undefined) return error;
  const message = `This could not be saved: ${why}. Nothing was changed. Tell the platform team, and try again when it is mended.`;
  return Object.assign(new PortalError("unavailable", message), { cause: error });
}
