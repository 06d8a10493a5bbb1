/**
 * What a person has seen of their own requests: a small text that their browser keeps and hands back.
 * `12!` says that everything up to request 12 was seen; `15-2m` that of request 15 the mark `2m` was.
 */
export interface Seen {
  floor: number;
  marks: ReadonlyMap<number, string>;
}

/** The cookie that carries it. */
export const SEEN_COOKIE = "seen";

/** Marks kept at once; the oldest make way. Keeps the cookie below a kilobyte. */
const MOST = 60;

/** The mark of a request that nothing has happened to yet: never news. */
export const UNTOUCHED = "0";

/** The text as the browser keeps it: only digits, lower-case letters, `-`, `.` and `!`. */
export function encodeSeen(seen: Seen): string {
  const kept = [...seen.marks].sort(([a], [b]) => b - a).slice(0, MOST);
  const dropped = [...seen.marks.keys()].filter((number) => !kept.some(([other]) => other === number));
  const floor = Math.max(seen.floor, ...dropped);
  const marks = kept.filter(([number]) => number > floor).map(([number, mark]) => `${number}-${mark}`);
  return [`${floor}!`, ...marks].join(".");
}

/** Reads what a browser handed back; anything that isn't ours counts for nothing. */
export function decodeSeen(text: string): Seen {
  const marks = new Map<number, string>();
  let floor = 0;
  for (const part of text
    .slice(0, 2_000)
    .split(".")
    .slice(0, MOST + 1)) {
    const floorPart = /^(\d{1,9})!$/.exec(part);
    const markPart = /^(\d{1,9})-([0-9a-z]{1,6})$/.exec(part);
    if (floorPart?.[1] !== undefined) floor = Math.max(floor, Number(floorPart[1]));
    else if (markPart?.[1] !== undefined && markPart[2] !== undefined) marks.set(Number(markPart[1]), markPart[2]);
  }
  return { floor, marks };
}

/** `text` with one more request seen; the text for the cookie. */
export function withSeen(text: string, number: number, mark: string): string {
  const seen = decodeSeen(text);
  return encodeSeen({ floor: seen.floor, marks: new Map(seen.marks).set(number, mark) });
}

/** True when `mark` is news to the person whose browser handed back `seen`. */
export function isNews(seen: Seen, number: number, mark: string): boolean {
  const known = seen.marks.get(number);
  if (known === undefined) return mark !== UNTOUCHED && number > seen.floor;
  const [now, before] = [partsOf(mark), partsOf(known)];
  // What was ready and starts anew for a while is not news; that it arrived somewhere else is.
  return now.answers > before.answers || (now.arrived !== "" && now.arrived !== before.arrived);
}

/** A mark is how many answers there were, and a letter for where the merged change arrived: `2`, `2r`. */
function partsOf(mark: string): { answers: number; arrived: string } {
  const [, answers = "0", arrived = ""] = /^(\d*)(.*)$/.exec(mark) ?? [];
  return { answers: Number(answers), arrived };
}
