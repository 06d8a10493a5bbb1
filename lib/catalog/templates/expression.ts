import type { JsonValue } from "@/lib/domain/json";

/** What stands in a template's action, as far as it is understood; `unread` is the rest. */
export type Expression =
  | { at: "literal"; value: JsonValue }
  | { at: "dot" }
  | { at: "variable"; name: string }
  | { at: "field"; of: Expression; path: string[] }
  | { at: "call"; name: string; of: Expression[] }
  | { at: "unread"; text: string };

const TOKEN =
  /\s*(?:("(?:\\.|[^"\\])*")|`([^`]*)`|(-?\d[\d_]*(?:\.\d+)?)(?![\w.])|(\$\w*)|((?:\.[A-Za-z_]\w*)+)|(\.)|([A-Za-z_]\w*)|([|()]))/y;

interface Token {
  kind: "literal" | "variable" | "field" | "dot" | "word" | "mark";
  text: string;
  value: JsonValue;
  /** True when nothing stands between it and the token before it. */
  close: boolean;
}

/** Reads a pipeline: `.Values.a | default "x" | quote`. What it can't read is `unread`, never an error. */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  if (tokens === null) return { at: "unread", text };
  const reader = { tokens, at: 0 };
  const found = pipeline(reader);
  return found !== null && reader.at === tokens.length ? found : { at: "unread", text };
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const whole = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < whole.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(whole);
    if (match === null) return null;
    const [all, quoted, raw, digits, variable, field, dot, word, mark] = match;
    const close = start > 0 && !/^\s/.test(all);
    const push = (kind: Token["kind"], said: string, value: JsonValue = null) =>
      tokens.push({ kind, text: said, value, close });
    if (quoted !== undefined) push("literal", "", unquoted(quoted));
    else if (raw !== undefined) push("literal", "", raw);
    else if (digits !== undefined) push("literal", "", Number(digits.replaceAll("_", "")));
    else if (variable !== undefined) push("variable", variable);
    else if (field !== undefined) push("field", field);
    else if (dot !== undefined) push("dot", ".");
    else if (word === "true" || word === "false") push("literal", "", word === "true");
    else if (word === "nil") push("literal", "", null);
    else if (word !== undefined) push("word", word);
    else push("mark", mark ?? "");
  }
  return tokens;
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // Go knows escapes that JSON lacks.
    return text.slice(1, -1);
  }
}

interface Reader {
  tokens: Token[];
  at: number;
}

function pipeline(reader: Reader): Expression | null {
  let last: Expression | null = null;
  for (;;) {
    const command = commandOf(reader, last);
    if (command === null) return null;
    last = command;
    if (reader.tokens[reader.at]?.text !== "|") return last;
    reader.at += 1;
  }
}

/** One command of a pipeline; what the one before it made comes last among its arguments. */
function commandOf(reader: Reader, before: Expression | null): Expression | null {
  const head = reader.tokens[reader.at];
  if (head === undefined) return null;
  const name = head.kind === "word" ? head.text : null;
  if (name !== null) reader.at += 1;
  const found: Expression[] = [];
  for (let one = operand(reader); one !== null; one = operand(reader)) found.push(one);
  if (before !== null) found.push(before);
  if (name !== null) return { at: "call", name, of: found };
  const [only, ...others] = found;
  if (only === undefined) return null;
  // A method, such as .Capabilities.APIVersions.Has: only the cluster could answer.
  return others.length === 0 ? only : { at: "unread", text: "a method" };
}

function operand(reader: Reader): Expression | null {
  const token = reader.tokens[reader.at];
  if (token === undefined) return null;
  let found: Expression;
  if (token.kind === "literal") found = { at: "literal", value: token.value };
  else if (token.kind === "variable") found = { at: "variable", name: token.text };
  else if (token.kind === "dot") found = { at: "dot" };
  else if (token.kind === "field") found = { at: "field", of: { at: "dot" }, path: token.text.slice(1).split(".") };
  // A function without arguments stands like a value.
  else if (token.kind === "word") found = { at: "call", name: token.text, of: [] };
  else if (token.text === "(") {
    reader.at += 1;
    const inner = pipeline(reader);
    if (inner === null || reader.tokens[reader.at]?.text !== ")") return null;
    found = inner;
  } else return null;
  reader.at += 1;
  const next = reader.tokens[reader.at];
  if (next?.kind !== "field" || !next.close || token.kind === "dot" || token.kind === "field") return found;
  reader.at += 1;
  return { at: "field", of: found, path: next.text.slice(1).split(".") };
}
