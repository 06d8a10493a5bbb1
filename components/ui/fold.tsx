import type { ReactNode } from "react";

/** What most people pass over: a heading with what is in it, folded; find in page, links into it and paper open it. */
export function Fold({ title, note, children }: { title: ReactNode; note: ReactNode; children: ReactNode }) {
  return (
    <details className="group/fold border-t border-line">
      <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-2">
        <svg
          viewBox="0 0 16 16"
          width={14}
          height={14}
          aria-hidden="true"
          className="flex-none transition-transform duration-100 group-open/fold:rotate-90 print:hidden"
        >
          <path d="M5 3l6 5-6 5z" fill="currentColor" />
        </svg>
        <span className="min-w-0 break-words">
          <h3 className="inline font-[550]">{title}</h3>
          <span className="text-muted"> · {note}</span>
        </span>
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
