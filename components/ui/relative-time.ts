const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? "" : "s"}`;

/** How long that is, in the one unit that matters: "4 minutes", "2 hours", "3 days". `seconds` below 45 are "less than a minute". */
export function durationText(seconds: number): string {
  const span = Math.max(0, seconds);
  if (span < 45) return "less than a minute";
  if (span < 45 * MINUTE) return count(Math.max(1, Math.round(span / MINUTE)), "minute");
  if (span < 22 * HOUR) return count(Math.max(1, Math.round(span / HOUR)), "hour");
  if (span < 14 * DAY) return count(Math.max(1, Math.round(span / DAY)), "day");
  if (span < 60 * DAY) return count(Math.round(span / (7 * DAY)), "week");
  if (span < 550 * DAY) return count(Math.round(span / (30.44 * DAY)), "month");
  return count(Math.round(span / (365.25 * DAY)), "year");
}

/** "4 minutes ago", "just now", "in 2 hours", seen from `now`. Both are ISO 8601; a text that is no date is given back as it is. */
export function relativeTime(iso: string, now: string): string {
  const seconds = (Date.parse(now) - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return iso;
  if (Math.abs(seconds) < 45) return "just now";
  return seconds > 0 ? `${durationText(seconds)} ago` : `in ${durationText(-seconds)}`;
}

const EXACT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** "23 Nov 2026, 09:12 UTC": the same for everybody, so that server and browser write the same. */
export function exactTime(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : `${EXACT.format(at)} UTC`;
}
