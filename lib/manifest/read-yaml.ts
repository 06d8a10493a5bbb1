import { Composer, type Document, LineCounter, Parser, parseDocument, type Tags, YAMLParseError } from "yaml";
import type { JsonValue } from "@/lib/domain/json";
import { type Excess, tokensOf } from "./bounds";

/**
 * YAML as Kubernetes' tools read it: version 1.1 (`yes` is true, `0755` is 493), but dates and `12:30` are texts, and
 * there are no binary, set or ordered types.
 */
const OPTIONS = {
  version: "1.1",
  keepSourceTokens: true,
  uniqueKeys: true,
  prettyErrors: false,
  customTags: (tags: Tags): Tags => tags.filter(isRead).map(asGoReads),
} as const;

type Tag = Tags[number];

function isRead(tag: Tag): boolean {
  return typeof tag === "string" || (READ.includes(tag.tag) && tag.format !== "TIME");
}

/** The library's own expressions take `.` and `e0` for numbers, too. */
function asGoReads(tag: Tag): Tag {
  if (typeof tag === "string" || tag.collection !== undefined || !tag.tag.endsWith(":float")) return tag;
  return tag.test?.test(".inf") ? tag : { ...tag, test: tag.format === "EXP" ? EXPONENT : DECIMAL };
}

const READ = ["bool", "float", "int", "map", "merge", "null", "seq", "str"].map((name) => `tag:yaml.org,2002:${name}`);

const DECIMAL = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*)$/;
const EXPONENT = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/;

/** How deep aliases may multiply a document before it is taken for an attack. */
const MOST_ALIASES = 100;

/** The code of the error that says that a text is longer or deeper than what is read. */
export const EXCESS = "RESOURCE_EXHAUSTION";

/** The first document of a text that readDocuments takes, with its source tokens; errors are in the document. */
export function readDocument(text: string): Document.Parsed {
  return parseDocument(text, OPTIONS);
}

/** Every document of a text. One that is beyond the bounds is not read: it is one document, with the error that says so. */
export function readDocuments(text: string): {
  documents: Document.Parsed[];
  lineAt: (offset: number) => number;
} {
  const lineCounter = new LineCounter();
  lineCounter.addNewLine(0);
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  const tokens = tokensOf(text, new Parser(lineCounter.addNewLine));
  const documents = Array.isArray(tokens) ? [...new Composer(OPTIONS).compose(tokens)] : [unread(tokens)];
  return { documents, lineAt };
}

function unread({ offset, sentence }: Excess): Document.Parsed {
  const document = parseDocument("", OPTIONS);
  document.errors.push(new YAMLParseError([offset, offset], EXCESS, sentence));
  return document;
}

/** What the YAML library found, without where (callers say that) and without what stands there, which may be a secret. */
export function plainFault(message: string): string {
  return message
    .replace(/ at line \d+.*$/s, "")
    .replace(/\b(characters|token|tag|keys): .*$/s, "$1")
    .replace(/^(Verbatim tags aren't resolved), .*$/s, "$1")
    .replace(/^The .* tag has no suffix/s, "A tag has no suffix");
}

/** A document's content as JSON. Throws when aliases multiply beyond reason. */
export function jsonOf(document: Document.Parsed): JsonValue {
  // Only JSON's own kinds are left by the tags above (a number may be infinite: the check refuses it).
  return document.toJS({ maxAliasCount: MOST_ALIASES }) as JsonValue;
}
