/** Where the catalogue comes from when it isn't the files beside the portal: a mirror of the platform repository. */
export interface PlatformMirror {
  /** Without what could sign in: `https://github.com/acme/platform.git`. */
  repository: string;
  branch: string;
  /** The commit that charts and platform.yaml are read at. */
  commit: string;
  /** ISO 8601, UTC: when the repository was last asked and answered; null before. */
  askedAt: string | null;
  /** Why it doesn't answer; null while it does. */
  away: string | null;
  /** A newer commit that isn't used, and why, a sentence each; null when the newest is. */
  refused: { commit: string; why: string[] } | null;
}
