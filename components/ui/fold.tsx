import type { ReactNode } from "react";
import { DisclosureSign } from "./disclosure-sign";

/** What most people pass over: a heading with what is in it, folded; find in page, links into it and paper open it. */
export function Fold({ title, note, children }: { title: ReactNode; note: ReactNode; children: ReactNode }) {
  return (
    <details className="group/fold border-t border-line">
      <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-2">
        <DisclosureSign className="group-open/fold:rotate-90 print:hidden" />
        <span className="min-w-0 break-words">
          <h3 className="inline font-[550]">{title}</h3>
          <span className="text-muted"> · {note}</span>
        </span>
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
