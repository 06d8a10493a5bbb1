import { cx } from "./cx";

/** A grey shape in the place of something that loads. Give it the size of what will stand there, so that nothing moves. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block rounded-md bg-sunken", className ?? "h-4 w-full")} />;
}

/** What a button shows while it works. Decoration: the button says so itself. */
export function Spinner() {
  return (
    <svg viewBox="0 0 16 16" width={14} height={14} fill="none" aria-hidden="true" className="flex-none animate-spin">
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" opacity="0.3" />
      <path d="M8 2a6 6 0 0 1 6 6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
