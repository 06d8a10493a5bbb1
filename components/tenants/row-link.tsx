import Link from "next/link";
import type { ReactNode } from "react";

/** The name in a row of a list: the whole row can be pressed, the keyboard finds one link. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="font-semibold text-text no-underline after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-[var(--focus)]"
    >
      {children}
    </Link>
  );
}
