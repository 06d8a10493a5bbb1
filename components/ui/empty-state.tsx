import type { ReactNode } from "react";

/** A page or card with nothing in it yet: what will be here, and how to start. */
export function EmptyState({
  title,
  children,
  actions,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="grid justify-items-center gap-2 px-6 py-10 text-center">
      <svg
        viewBox="0 0 48 32"
        width={48}
        height={32}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        aria-hidden="true"
        className="mb-1 text-line-strong"
      >
        <path d="M5 13L24 4l19 9-19 9-19-9z" strokeDasharray="3 3" />
        <path d="M5 20l19 9 19-9" />
      </svg>
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children !== undefined && <div className="max-w-[52ch] text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2.5">{actions}</div>}
    </div>
  );
}
