import { isObject, type JsonValue } from "@/lib/domain/json";

/** Longer texts are hardly ever said twice. */
const LONGEST_WORD = 100;
/** More different words than a cluster's controllers have; beyond it texts are kept as they are. */
const MOST_WORDS = 20_000;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Writes JSON values as short texts, and reads them again. */
export interface Words {
  pack(value: JsonValue): string;
  unpack(text: string): JsonValue;
}

/**
 * A dictionary for ten thousands of objects that say nearly the same: each set of keys, and each text that objects have in
 * common (a reason, a kind, a state), is kept once. An object becomes a list of its shape's number and its values, a
 * time its seconds. The result is one string, which takes a tenth of what the parsed object does.
 */
export function openWords(): Words {
  const words: string[] = [];
  const numberOf = new Map<string, number>();
  const shapes: string[][] = [];
  const shapeOf = new Map<string, number>();

  const textToken = (text: string): string => {
    if (TIME.test(text)) {
      const seconds = Date.parse(text) / 1000;
      // The 30th of February is taken for the 2nd of March.
      if (Number.isInteger(seconds) && timeAt(seconds) === text) return `@${seconds.toString(36)}`;
    }
    if (text.length > LONGEST_WORD) return `=${text}`;
    let at = numberOf.get(text);
    if (at === undefined) {
      if (words.length >= MOST_WORDS) return `=${text}`;
      at = words.push(text) - 1;
      numberOf.set(text, at);
    }
    return at.toString(36);
  };
  const textOf = (token: string): string => {
    if (token.startsWith("=")) return token.slice(1);
    if (token.startsWith("@")) return timeAt(Number.parseInt(token.slice(1), 36));
    return words[Number.parseInt(token, 36)] ?? "";
  };
  const shapeNumber = (keys: string[]): number => {
    const name = JSON.stringify(keys);
    const known = shapeOf.get(name);
    if (known !== undefined) return known;
    const at = shapes.push(keys) - 1;
    shapeOf.set(name, at);
    return at;
  };

  const packed = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return textToken(value);
    if (Array.isArray(value)) return [-1, ...value.map(packed)];
    if (!isObject(value)) return value;
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    return [shapeNumber(keys), ...keys.map((key) => packed(value[key] ?? null))];
  };
  const unpacked = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return textOf(value);
    if (!Array.isArray(value)) return value;
    const [shape, ...rest] = value;
    if (shape === -1) return rest.map(unpacked);
    const keys = shapes[Number(shape)] ?? [];
    return Object.fromEntries(keys.map((key, at) => [key, unpacked(rest[at] ?? null)]));
  };
  return {
    pack: (value) => JSON.stringify(packed(value)),
    unpack: (text) => unpacked(JSON.parse(text) as JsonValue), // JSON.parse gives JSON
  };
}

function timeAt(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
