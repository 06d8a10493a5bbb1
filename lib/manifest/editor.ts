import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { align } from "./align";
import { flowSplices } from "./edit-flow";
import { emitBlock, emitItem, emitPair, emitRestyled } from "./emit";
import { jsonOf, readDocument } from "./read-yaml";
import {
  contentEnd,
  isBlockScalar,
  isFlow,
  listSlots,
  literalDepth,
  mapSlots,
  regionEnd,
  regionStart,
  type Slot,
} from "./slot";
import { SourceText, type Splice } from "./source-text";

/** Splices that make a node equal to a value, or null where the node is written in a way that they can't reach. */
type Splices = Splice[] | null;

/** A YAML text, edited by splices so that what doesn't change stays as it was written. */
export class Editor {
  readonly #source: SourceText;
  readonly #root: Node | null;
  readonly #content: JsonValue;

  constructor(text: string) {
    this.#source = new SourceText(text);
    const document = readDocument(this.#source.text);
    this.#root = document.contents;
    this.#content = jsonOf(document);
  }

  /** The text with its whole content made equal to `wanted`, or null when it can't be spliced. */
  edited(wanted: JsonObject): string | null {
    const splices = this.#node(this.#root, this.#content, wanted);
    return splices && this.#source.apply(splices);
  }

  /** The text with one nested value written anew, and nothing else touched; null when it can't be reached. */
  replaced(path: string[], wanted: JsonObject): string | null {
    let node = this.#root;
    let value: JsonValue = wanted;
    let slot: Slot | undefined;
    for (const key of path) {
      slot = isMap(node) && !isFlow(node) ? mapSlots(node, this.#source)?.get(key) : undefined;
      if (!slot || !isObject(value)) return null;
      value = value[key] ?? null;
      node = slot.value;
    }
    return slot ? this.#source.apply([this.#replace(slot, value, false)]) : null;
  }

  #node(node: Node | null, before: JsonValue, after: JsonValue): Splices {
    if (equalJson(before, after)) return [];
    if (isMap(node) && isObject(before) && isObject(after)) {
      if (isFlow(node)) return flowSplices(node, before, after);
      return entriesOf(after).length === 0 ? null : this.#map(node, before, after);
    }
    if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
      if (isFlow(node)) return flowSplices(node, before, after);
      return after.length === 0 ? null : this.#list(node, before, after);
    }
    return null;
  }

  /** A slot's value: spliced where that is possible, else written anew. */
  #slot(slot: Slot, before: JsonValue, after: JsonValue, isItem: boolean): Splice[] {
    return this.#node(slot.value, before, after) ?? this.#scalar(slot, after) ?? [this.#replace(slot, after, isItem)];
  }

  #map(map: YAMLMap, before: JsonObject, after: JsonObject): Splices {
    const slots = mapSlots(map, this.#source);
    // Keys that are merged in from elsewhere have no lines here.
    if (slots === null || slots.size !== Object.keys(before).length) return null;
    const wanted = new Map(entriesOf(after));
    const entries = [...slots];
    const last = entries.at(-1)?.[1];
    if (!last) return null;

    const head = this.#headOfItem(entries, wanted);
    if (head === null) return null;
    const splices = [...head.splices];
    entries.slice(head.done).forEach(([key, slot], at) => {
      const value = wanted.get(key);
      const above = entries[head.done + at - 1]?.[1];
      splices.push(
        ...(value === undefined ? [this.#remove(slot, above)] : this.#slot(slot, before[key] ?? null, value, false)),
      );
    });
    const added = [...wanted].filter(([key]) => !slots.has(key));
    const lines = added.flatMap(([key, value]) => emitPair(key, value, last.column));
    if (lines.length > 0) splices.push(this.#source.insertLines(regionEnd(last, this.#source), lines));
    return splices;
  }

  /**
   * A map's first keys when the first stands beside a dash (`- name: a`) and goes: the first key that stays moves up to
   * the dash. Null when none stays.
   */
  #headOfItem(entries: [string, Slot][], wanted: Map<string, JsonValue>): { splices: Splice[]; done: number } | null {
    const [first] = entries;
    if (!first || this.#source.isFirstOnLine(first[1].start) || wanted.has(first[0])) return { splices: [], done: 0 };
    const done = entries.findIndex(([key]) => wanted.has(key));
    const [stays, gone] = [entries[done]?.[1], entries[done - 1]?.[1]];
    if (!stays || !gone) return null;
    const start = first[1].start;
    const below = regionEnd(gone, this.#source);
    if (this.#source.lineStart(stays.start) === below)
      return { splices: [{ start, end: stays.start, text: "" }], done };
    // Comments stand before the key that stays: they keep their lines, and the dash its own.
    const dashEnd = this.#source.text.slice(0, start).trimEnd().length;
    return { splices: [{ start: dashEnd, end: below, text: this.#source.eol }], done };
  }

  #list(list: YAMLSeq, before: JsonValue[], after: JsonValue[]): Splices {
    const slots = listSlots(list, this.#source);
    const [first] = slots ?? [];
    if (!slots || !first) return null;
    const steps = align(before, after);
    const onOwnLine = this.#source.isFirstOnLine(first.start);
    const splices: Splice[] = [];
    let previous: Slot | undefined;
    for (const step of steps) {
      if (step.kind === "insert") {
        if (!onOwnLine && !previous) return null;
        const at = previous ? regionEnd(previous, this.#source) : regionStart(first, this.#source, 0);
        splices.push(this.#source.insertLines(at, emitItem(after[step.to] ?? null, first.column)));
        continue;
      }
      const slot = slots[step.from];
      if (!slot) return null;
      if (step.kind === "remove") {
        if (!onOwnLine && slot === first) return null;
        splices.push(this.#remove(slot, slots[step.from - 1]));
      } else if (step.kind === "change")
        splices.push(...this.#slot(slot, before[step.from] ?? null, after[step.to] ?? null, true));
      previous = slot;
    }
    return splices;
  }

  #remove(slot: Slot, above: Slot | undefined): Splice {
    const notBefore = above ? this.#source.nextLine(contentEnd(above, this.#source)) : 0;
    return { start: regionStart(slot, this.#source, notBefore), end: regionEnd(slot, this.#source), text: "" };
  }

  /** A value on one line for a value on one line: the splice is the value alone. */
  #scalar({ value, valueStart, after: indicator }: Slot, after: JsonValue): Splices {
    if (typeof after === "object" && after !== null) return null;
    if (!isScalar(value) || isBlockScalar(value) || !value.range || emitBlock(after, 0).below.length > 0) return null;
    const text = emitRestyled(after, STYLES[value.type ?? ""] ?? "plain");
    if (valueStart === indicator) return [{ start: indicator, end: indicator, text: ` ${text}` }];
    return [{ start: valueStart, end: value.range[1], text }];
  }

  /** A slot's value written anew. The comment beside the key or the value stays beside the key. */
  #replace(slot: Slot, after: JsonValue, isItem: boolean): Splice {
    const source = this.#source;
    const end = contentEnd(slot, source);
    const onKeyLine = source.lineEnd(end) === source.lineEnd(slot.after);
    const comment = isBlockScalar(slot.value)
      ? (/\s+#.*$/.exec(source.text.slice(slot.valueStart, source.lineEnd(slot.valueStart)))?.[0] ?? "")
      : onKeyLine
        ? source.text.slice(end, source.lineEnd(end)).trimEnd()
        : slot.keyComment;
    const [first = "", ...below] = this.#lines(slot, after, isItem);
    const region = onKeyLine ? source.lineEnd(end) : this.#withoutBreak(regionEnd(slot, source), slot);
    // A comment can't stand between a dash and a key beside it.
    const beside = isItem && comment !== "" && isObject(after) ? "" : comment;
    return { start: slot.after, end: region, text: [`${first}${beside}`, ...below].join(source.eol) };
  }

  /** What follows the colon or dash, and the lines below. */
  #lines(slot: Slot, after: JsonValue, isItem: boolean): string[] {
    if (isItem) {
      const [first = "", ...rest] = emitItem(after, slot.column);
      return [first.slice(slot.column + 1), ...rest];
    }
    const { inline, below } = emitBlock(after, slot.column);
    const depth = typeof after === "string" ? literalDepth(slot, this.#source) : null;
    // A text of several lines keeps its depth, so that only the lines that changed differ.
    if (depth !== null)
      return [
        ` ${inline}`,
        ...below.map((line) => (line === "" ? line : " ".repeat(depth) + line.slice(slot.column + 2))),
      ];
    return [inline === "" ? "" : ` ${inline}`, ...below];
  }

  #withoutBreak(lineStart: number, slot: Slot): number {
    const text = this.#source.text;
    if (lineStart <= slot.after || text[lineStart - 1] !== "\n") return lineStart;
    return text[lineStart - 2] === "\r" ? lineStart - 2 : lineStart - 1;
  }
}

const STYLES: Record<string, "single" | "double"> = {
  [Scalar.QUOTE_SINGLE]: "single",
  [Scalar.QUOTE_DOUBLE]: "double",
};
