import type { ReactNode } from "react";
import { initialsOf } from "./initials";

/** The person who is signed in, and the way out. */
export function Who({ name, signOut }: { name: string; signOut: ReactNode }) {
  return (
    <div className="flex items-center gap-2 max-sm:gap-1">
      <span className="text-sm text-muted max-sm:sr-only">
        <span className="sr-only">Signed in as </span>
        {name}
      </span>
      <span
        aria-hidden="true"
        className="grid size-7 flex-none place-items-center max-[22rem]:hidden rounded-full bg-accent-soft text-xs font-[650] text-accent"
      >
        {initialsOf(name)}
      </span>
      {signOut}
    </div>
  );
}
