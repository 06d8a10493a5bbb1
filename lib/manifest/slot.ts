import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { SourceText } from "./source-text";

/** A place in a block map or list that holds one value: a key or a dash, and what follows it. */
export interface Slot {
  /** Offset of the key or the dash. */
  start: number;
  /** Offset after the colon or the dash. */
  after: number;
  /** The key's or dash's column: what is indented deeper belongs to it. */
  column: number;
  value: Node | null;
  /** Offset of the value itself, or of the tag or anchor before it; equal to `after` when nothing is there. */
  valueStart: number;
  /** The comment beside the key when the value begins on a later line: with the spaces before it, or "". */
  keyComment: string;
}

/** The parser's source tokens, as far as they are looked at. */
interface Token {
  type: string;
  offset: number;
  source: string;
}

/** The slots of a block map, by key, in order; null when a key is no plain scalar, is merged in, or has no colon. */
export function mapSlots(map: YAMLMap, source: SourceText): Map<string, Slot> | null {
  const slots = new Map<string, Slot>();
  for (const pair of map.items) {
    const name = keyName(pair);
    const slot = pairSlot(pair, source);
    if (name === null || slot === null) return null;
    slots.set(name, slot);
  }
  return slots;
}

/** The slots of a block list, in order; null when they can't be told. */
export function listSlots(list: YAMLSeq, source: SourceText): Slot[] | null {
  const items = itemsOf(list.srcToken);
  if (items.length !== list.items.length) return null;
  const slots = items.map(({ start }, at): Slot | null => {
    const dash = start.find(({ type }) => type === "seq-item-ind");
    const item = list.items[at];
    if (!dash || !isNode(item)) return null;
    return slotAt(dash.offset, dash.offset + 1, start.slice(start.indexOf(dash) + 1), item, source);
  });
  return slots.every((slot) => slot !== null) ? slots : null;
}

/** A key as it is called in JSON, or null for one that isn't called anything there. */
export function keyName({ key }: Pair): string | null {
  if (!isScalar(key)) return null;
  const { value } = key;
  if (value === null) return "";
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** True for `{…}` and `[…]`. */
export function isFlow(node: Node | null): boolean {
  return isCollection(node) && node.flow === true;
}

/** True for `|` and `>`. */
export function isBlockScalar(node: Node | null): boolean {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

/** The offset after the last character of a slot's content; comments beside or below don't count. */
export function contentEnd(slot: Slot, source: SourceText): number {
  const { value } = slot;
  if (isCollection(value) && !isFlow(value)) {
    const slots = isMap(value)
      ? [...(mapSlots(value, source)?.values() ?? [])]
      : isSeq(value)
        ? (listSlots(value, source) ?? [])
        : [];
    const last = slots.at(-1);
    return last ? contentEnd(last, source) : trimmedEnd(source, value.range?.[1] ?? slot.after);
  }
  const range = value?.range;
  // The parser puts a value that isn't there behind the comments.
  const end = range && range[1] > range[0] ? range[1] : slot.valueStart;
  if (!isBlockScalar(value)) return end;
  const header = source.text.slice(range?.[0] ?? 0, end);
  // With `+` the blank lines below are part of the text.
  return /^[|>]\d?\+/.test(header) ? breakless(source, end) : trimmedEnd(source, end);
}

/** The offset of the line after everything that belongs to a slot: its content, and comments below that are indented deeper. */
export function regionEnd(slot: Slot, source: SourceText): number {
  let end = source.nextLine(contentEnd(slot, source));
  for (let at = end; at < source.text.length; at = source.nextLine(at)) {
    const column = source.commentColumn(at);
    if (column !== null && column > slot.column) end = source.nextLine(at);
    else if (column !== null || !source.isBlank(at)) break;
  }
  return end;
}

/** The offset of the first line of the comment directly above a slot, or of the slot's own line. */
export function regionStart(slot: Slot, source: SourceText, notBefore: number): number {
  let start = source.lineStart(slot.start);
  while (start > notBefore) {
    const above = source.lineStart(start - 1);
    if (above < notBefore || source.commentColumn(above) !== slot.column) break;
    start = above;
  }
  return start;
}

/** How deep the lines of a block scalar are indented; null when a slot holds none, or one that says so in its header. */
export function literalDepth({ value, valueStart, column }: Slot, source: SourceText): number | null {
  const end = value?.range?.[1] ?? valueStart;
  if (!isBlockScalar(value) || /^[|>][-+]?\d/.test(source.text.slice(valueStart, end))) return null;
  for (let at = source.nextLine(valueStart); at < end; at = source.nextLine(at))
    if (!source.isBlank(at)) return Math.max(column + 1, /^ */.exec(source.text.slice(at, end))?.[0].length ?? 0);
  return null;
}

function pairSlot(pair: Pair, source: SourceText): Slot | null {
  const { key, value } = pair;
  const sep = tokensOf(pair.srcToken, "sep");
  const colon = sep.find(({ type }) => type === "map-value-ind");
  const explicit = tokensOf(pair.srcToken, "start").some(({ type }) =>
    ["explicit-key-ind", "anchor", "tag"].includes(type),
  );
  if (!isScalar(key) || !key.range || !colon || explicit) return null;
  return slotAt(
    key.range[0],
    colon.offset + 1,
    sep.slice(sep.indexOf(colon) + 1),
    isNode(value) ? value : null,
    source,
  );
}

function slotAt(start: number, after: number, between: Token[], value: Node | null, source: SourceText): Slot {
  const property = between.find(({ type }) => type === "tag" || type === "anchor");
  const range = value?.range;
  const begins = range && range[1] > range[0] ? range[0] : after;
  const valueStart = property?.offset ?? begins;
  const comment = between.find(({ type }) => type === "comment");
  const keyComment =
    comment && comment.offset <= source.lineEnd(after)
      ? source.text.slice(spaceBefore(source, comment.offset), source.lineEnd(after))
      : "";
  return { start, after, column: source.column(start), value, valueStart, keyComment };
}

/** Where the spaces before an offset begin. */
function spaceBefore({ text }: SourceText, offset: number): number {
  let at = offset;
  while (text[at - 1] === " " || text[at - 1] === "\t") at--;
  return at;
}

/** Back over white space and line breaks. */
function trimmedEnd({ text }: SourceText, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** Back over one line break. */
function breakless({ text }: SourceText, end: number): number {
  return end - (/\r?\n$/.exec(text.slice(Math.max(0, end - 2), end))?.[0].length ?? 0);
}

function tokensOf(token: unknown, part: "start" | "sep"): Token[] {
  const list: unknown = typeof token === "object" && token !== null && part in token ? Reflect.get(token, part) : [];
  return Array.isArray(list) ? list.filter(isToken) : [];
}

function itemsOf(token: unknown): { start: Token[] }[] {
  const list: unknown = typeof token === "object" && token !== null && "items" in token ? token.items : [];
  if (!Array.isArray(list)) return [];
  // A trailing comment makes an item without a dash.
  return list
    .map((item: unknown) => ({ start: tokensOf(item, "start") }))
    .filter(({ start }) => start.some(({ type }) => type === "seq-item-ind"));
}

function isToken(value: unknown): value is Token {
  return typeof value === "object" && value !== null && "type" in value && "offset" in value && "source" in value;
}
