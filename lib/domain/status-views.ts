import type { Story, StoryState } from "./status";

/** A target's status as pages show it. */
export interface StatusView {
  story: Story;
  /** True when the story comes from the simulated cluster: the page says so. */
  simulated: boolean;
  /** Since when (ISO 8601, UTC) the cluster can't be asked, and why; null while it answers. */
  unreachable: { since: string; why: string } | null;
}

/** Status in one line of a list. */
export interface StatusLine {
  state: StoryState;
  /** "Ready since 09:14" */
  sentence: string;
  /** ISO 8601, UTC; null when nobody knows. */
  since: string | null;
}
