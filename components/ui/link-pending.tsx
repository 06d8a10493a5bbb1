"use client";

import { useLinkStatus } from "next/link";

/**
 * A thin bar at the lower edge of a link (which must be positioned) while the page behind it is fetched. It takes no room and
 * waits a moment before it shows, so that a fast page doesn't flash.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-0 bottom-0 h-0.5 animate-appear rounded-full bg-accent opacity-0 motion-reduce:opacity-100"
    />
  );
}
