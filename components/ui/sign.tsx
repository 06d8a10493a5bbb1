/** The shapes that stand beside a word wherever colour says something, so that colour never says it alone. */
export type SignName =
  | "check"
  | "cross"
  | "clock"
  | "alert"
  | "dot"
  | "plus"
  | "pencil"
  | "minus"
  | "speech"
  | "arrow"
  | "lock"
  | "search";

const PATHS: Record<SignName, string> = {
  check: "M3.5 8.5l3 3 6-7",
  cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  clock: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3",
  alert: "M8 3.2v5.6M8 12.3v.4",
  dot: "M8 7.9v.2",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  pencil: "M4 12l.6-2.6 6-6 2 2-6 6L4 12z",
  speech: "M3 3.5h10v7H7.5L5 13v-2.5H3v-7z",
  lock: "M4 7.5h8v5.5H4zM5.8 7.5V5.6a2.2 2.2 0 0 1 4.4 0v1.9",
  search: "M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3 3",
  arrow: "M3.5 8h8.5M8.5 4.5L12 8l-3.5 3.5",
};

/** One sign, drawn in the colour of the text around it. It is decoration: the word beside it says the same. */
export function Sign({ name, size = 14 }: { name: SignName; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "dot" ? 3 : 2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="flex-none"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
