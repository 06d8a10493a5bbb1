import { isCollection, isMap, isNode, isScalar, isSeq, type Node, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { emitFlow, emitRestyled, emitScalar } from "./emit";
import { keyName } from "./slot";
import type { Splice } from "./source-text";

/**
 * Splices that make a `{…}` or `[…]` equal to a value: changed values in place, new ones behind the last. Where that
 * can't be done (something goes, or changes its kind) the whole of it is written anew, on one line. Null when the node
 * is empty: it is then no longer worth a line of its own, and its slot is written anew.
 */
export function flowSplices(
  node: YAMLMap | YAMLSeq,
  before: JsonObject | JsonValue[],
  after: JsonObject | JsonValue[],
): Splice[] | null {
  if (node.items.length === 0) return null;
  return splicesOf(node, before, after) ?? anew(node, after);
}

function anew(node: Node, value: JsonValue): Splice[] | null {
  return node.range ? [{ start: node.range[0], end: node.range[1], text: emitFlow(value) }] : null;
}

function splicesOf(node: Node, before: JsonValue, after: JsonValue): Splice[] | null {
  if (equalJson(before, after)) return [];
  if (isMap(node) && isObject(before) && isObject(after)) return inMap(node, before, after);
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) return inList(node, before, after);
  if (isCollection(node) || (typeof after === "object" && after !== null)) return anew(node, after);
  if (!isScalar(node) || !node.range || node.range[0] === node.range[1] || node.tag !== undefined) return null;
  const style = node.type === Scalar.QUOTE_SINGLE ? "single" : node.type === Scalar.QUOTE_DOUBLE ? "double" : "plain";
  return [{ start: node.range[0], end: node.range[1], text: emitRestyled(after, style, "flow") }];
}

function inMap(map: YAMLMap, before: JsonObject, after: JsonObject): Splice[] | null {
  const known = map.items.map((pair) => ({ name: keyName(pair), value: pair.value }));
  if (known.length !== Object.keys(before).length) return null;
  const nested = known.map(({ name, value }): Splice[] | null => {
    const wanted = name === null ? undefined : after[name];
    return name === null || wanted === undefined || !isNode(value)
      ? null
      : splicesOf(value, before[name] ?? null, wanted);
  });
  const added = entriesOf(after)
    .filter(([key]) => !known.some(({ name }) => name === key))
    .map(([key, value]) => `${emitScalar(key, "flow")}: ${emitFlow(value)}`);
  return joined(nested, known.at(-1)?.value, added);
}

function inList(list: YAMLSeq, before: JsonValue[], after: JsonValue[]): Splice[] | null {
  if (after.length < before.length) return null;
  const nested = list.items.map((item, at) =>
    isNode(item) ? splicesOf(item, before[at] ?? null, after[at] ?? null) : null,
  );
  return joined(nested, list.items.at(-1), after.slice(before.length).map(emitFlow));
}

function joined(nested: (Splice[] | null)[], last: unknown, added: string[]): Splice[] | null {
  if (!nested.every((splices) => splices !== null)) return null;
  if (added.length === 0) return nested.flat();
  // Behind a value that was left out there is nothing to put a comma after.
  if (!isNode(last) || !last.range || last.range[0] === last.range[1]) return null;
  const end = last.range[1];
  return [...nested.flat(), { start: end, end, text: added.map((text) => `, ${text}`).join("") }];
}
