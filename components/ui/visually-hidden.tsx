import type { ReactNode } from "react";

/** Text for who listens to the page; invisible to who looks at it. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
