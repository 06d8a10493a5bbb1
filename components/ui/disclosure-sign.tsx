import { cx } from "./cx";

/** The triangle before what can be unfolded. `className` says when it turns: that is the named group's to know. */
export function DisclosureSign({ className }: { className: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={14}
      height={14}
      aria-hidden="true"
      className={cx("flex-none transition-transform duration-100", className)}
    >
      <path d="M5 3l6 5-6 5z" fill="currentColor" />
    </svg>
  );
}
