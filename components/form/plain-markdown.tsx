import type { ReactNode } from "react";

/**
 * Stands in for the Markdown library that rjsf's own templates bring along (see `turbopack.resolveAlias` in
 * next.config.ts). Ours render every text as it is, so a fifth of the form's JavaScript would never run.
 */
export function Markdown({ children }: { children?: ReactNode }) {
  return <>{children}</>;
}
