import { exactTime, relativeTime } from "./relative-time";

/** A moment: relative to `now`, exact on hover and for who listens. Both ISO 8601; `now` comes from the page, so that server and browser agree. */
export function Time({ iso, now }: { iso: string; now: string }) {
  const exact = exactTime(iso);
  return (
    <time dateTime={iso} title={exact} className="whitespace-nowrap">
      {relativeTime(iso, now)}
      <span className="sr-only">, {exact}</span>
    </time>
  );
}
