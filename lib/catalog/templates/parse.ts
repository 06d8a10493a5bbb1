import { type Expression, parseExpression } from "./expression";

/** A template's parts. `names` are the variables that a condition or a loop gives its value to. */
export type Node =
  | { at: "text"; text: string }
  | { at: "output"; of: Expression }
  | { at: "assign"; name: string; isNew: boolean; of: Expression }
  | { at: "if" | "with" | "range"; names: string[]; of: Expression; body: Node[]; otherwise: Node[] }
  | { at: "define"; name: string; body: Node[] };

// An action's text may hold braces in its strings and comments.
const ACTION = /\{\{(-(?=\s))?((?:"(?:\\.|[^"\\\n])*"|`[^`]*`|\/\*[\s\S]*?\*\/|\/(?!\*)|(?!\}\})[^"`/])*)\}\}/g;

type Piece = { text: string } | { action: string };

/** Reads a template into its parts. A block that nobody closes ends with the file; a stray end is passed over. */
export function parseTemplate(text: string): Node[] {
  const reader = { pieces: piecesOf(text), at: 0 };
  const nodes: Node[] = [];
  while (reader.at < reader.pieces.length) {
    nodes.push(...block(reader).body);
    reader.at += 1;
  }
  return nodes;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let trims = false;
  for (const match of text.matchAll(ACTION)) {
    const before = text.slice(from, match.index);
    const start = trims ? before.trimStart() : before;
    pieces.push({ text: match[1] === undefined ? start : start.trimEnd() });
    const inside = match[2] ?? "";
    trims = /\s-$/.test(inside);
    const action = (trims ? inside.slice(0, -1) : inside).trim();
    if (!action.startsWith("/*")) pieces.push({ action });
    from = match.index + match[0].length;
  }
  const rest = text.slice(from);
  pieces.push({ text: trims ? rest.trimStart() : rest });
  return pieces;
}

interface Reader {
  pieces: Piece[];
  at: number;
}

/** Reads up to the `end` or `else` that belongs to this block, and stays there; `stop` is its text. */
function block(reader: Reader): { body: Node[]; stop: string } {
  const body: Node[] = [];
  for (; reader.at < reader.pieces.length; reader.at += 1) {
    const piece = reader.pieces[reader.at];
    if (piece === undefined) break;
    if ("text" in piece) {
      if (piece.text !== "") body.push({ at: "text", text: piece.text });
      continue;
    }
    if (/^(end|else)\b/.test(piece.action)) return { body, stop: piece.action };
    body.push(...nodeOf(piece.action, reader));
  }
  return { body, stop: "end" };
}

function nodeOf(action: string, reader: Reader): Node[] {
  const [word = ""] = /^\w*/.exec(action) ?? [];
  const rest = action.slice(word.length).trim();
  switch (word) {
    case "if":
    case "with":
    case "range":
      return [choice(word, rest, reader)];
    case "define":
    case "block": {
      const [, name = ""] = /^["`]([^"`]*)["`]/.exec(rest) ?? [];
      reader.at += 1;
      const { body } = block(reader);
      return word === "define" ? [{ at: "define", name, body }] : body;
    }
    case "template":
      return [{ at: "output", of: parseExpression(`include ${rest}`) }];
    case "break":
    case "continue":
      return [];
    default: {
      const [all, name = "", sign] = /^(\$\w*)\s*(:?=)\s*/.exec(action) ?? [];
      if (all === undefined) return [{ at: "output", of: parseExpression(action) }];
      return [{ at: "assign", name, isNew: sign === ":=", of: parseExpression(action.slice(all.length)) }];
    }
  }
}

function choice(at: "if" | "with" | "range", condition: string, reader: Reader): Node {
  const [all = "", names = ""] = /^(\$\w*(?:\s*,\s*\$\w*)?)\s*:?=\s*/.exec(condition) ?? [];
  const of = parseExpression(condition.slice(all.length));
  reader.at += 1;
  const { body, stop } = block(reader);
  const otherwise: Node[] = [];
  const [, word, more] = /^else(?:\s+(if|with)\s+([\s\S]*))?$/.exec(stop) ?? [];
  if (word === "if" || word === "with") otherwise.push(choice(word, more ?? "", reader));
  else if (stop.startsWith("else")) {
    reader.at += 1;
    otherwise.push(...block(reader).body);
  }
  return { at, names: names.split(",").flatMap((name) => name.trim() || []), of, body, otherwise };
}
