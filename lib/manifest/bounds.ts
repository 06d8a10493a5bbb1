import { type CST, Lexer, type Parser } from "yaml";

/** Characters that a manifest may have. Larger ones take seconds to read, and everybody waits meanwhile. */
export const MANIFEST_LIMIT = 256 * 1024;

/** Groups within groups that are read: far more than any manifest has, and far fewer than end the process that reads them. */
const DEEPEST = 100;
/** Documents of one text that are read; a manifest is one. */
const MOST_DOCUMENTS = 20;

/** What is beyond the bounds, as a sentence, and where. */
export interface Excess {
  offset: number;
  sentence: string;
}

/**
 * Takes a text apart for composing, and stops where it goes beyond the bounds: from there on the time that it takes
 * grows with the square of the text, and composing calls itself until the process ends.
 */
export function tokensOf(text: string, parser: Parser): CST.Token[] | Excess {
  if (text.length > MANIFEST_LIMIT) {
    const sizes = `The file has ${Math.ceil(text.length / 1024)} KiB; a manifest may have ${MANIFEST_LIMIT / 1024}.`;
    return { offset: 0, sentence: `${sizes} Make it shorter.` };
  }
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "document") documents += 1;
    }
    if (parser.stack.length > DEEPEST) return tooDeep(parser.offset);
    if (documents > MOST_DOCUMENTS) {
      const sentence = `The file holds more than ${MOST_DOCUMENTS} documents. Keep one: every manifest has a file of its own.`;
      return { offset: parser.offset, sentence };
    }
  }
  tokens.push(...parser.end());
  return excessOfDepth(tokens) ?? tokens;
}

/** Keys that are groups are wrapped when their colon comes, so the depth while parsing isn't all. */
function excessOfDepth(tokens: readonly CST.Token[]): Excess | null {
  const waiting = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return tooDeep(token.offset);
    if (token.type === "document" && token.value) waiting.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const { key, value } of token.items)
      for (const child of [key, value]) if (child) waiting.push({ token: child, depth: depth + 1 });
  }
  return null;
}

function tooDeep(offset: number): Excess {
  return { offset, sentence: `Groups are nested more than ${DEEPEST} levels deep. Nest them less.` };
}
