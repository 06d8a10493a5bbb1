import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import { EXCESS, jsonOf, plainFault, readDocuments } from "./read-yaml";

export { buildManifest } from "./build";

/** One manifest, read. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
  /** `spec.values`; `{}` when the file states none. */
  values: JsonObject;
}

/** Most syntax errors that are said: those after them mostly come from these. */
const SHOWN = 20;

/**
 * Reads a manifest's text. The problems are those that keep it from being read; whether it is the right one for its path
 * is for checkManifest.
 */
export function parseManifest(text: string): { manifest: Manifest | null; problems: Problem[] } {
  const { documents, lineAt } = readDocuments(text);
  const [document] = documents;
  if (!document) return refused("empty-file", "The file is empty. A manifest begins with apiVersion and kind.");
  const syntax = documents.flatMap(({ errors }) => errors);
  if (syntax.length > 0)
    return {
      manifest: null,
      problems: syntax.slice(0, SHOWN).map((error) => wrong(`bad-yaml`, syntaxSentence(error, lineAt(error.pos[0])))),
    };

  let content: JsonValue;
  try {
    content = jsonOf(document);
  } catch {
    return refused("bad-yaml", "Aliases in the file multiply beyond reason. Write the values out.");
  }
  if (!isObject(content))
    return refused("not-a-manifest", "The file is not a manifest: it holds no apiVersion, kind, metadata and spec.");
  const { apiVersion, kind, metadata, spec } = content;
  const { name, namespace } = isObject(metadata) ? metadata : {};
  const values = isObject(spec) ? spec.values : undefined;
  const problems: Problem[] = [];
  const required = (key: string, value: JsonValue | undefined): string => {
    if (typeof value === "string" && value !== "") return value;
    problems.push(wrong("incomplete", `${key} is missing or not a text. Add it.`));
    return "";
  };
  const manifest: Manifest = {
    apiVersion: required("apiVersion", apiVersion),
    kind: required("kind", kind),
    name: required("metadata.name", name),
    namespace: required("metadata.namespace", namespace),
    values: isObject(values) ? values : {},
  };
  if (values !== undefined && values !== null && !isObject(values))
    problems.push(wrong("incomplete", "spec.values is not a group of settings. Write one setting a line below it."));
  return { manifest: problems.length === 0 ? manifest : null, problems };
}

function refused(code: string, message: string): { manifest: null; problems: Problem[] } {
  return { manifest: null, problems: [wrong(code, message)] };
}

function wrong(code: string, message: string): Problem {
  return { code, pointer: null, label: null, message };
}

function syntaxSentence({ code, message }: { code: string; message: string }, line: number): string {
  if (code === EXCESS) return message;
  if (code === "DUPLICATE_KEY") return `Line ${line}: this key stands here a second time. Keep one of the two.`;
  if (code === "TAB_AS_INDENT") return `Line ${line} is indented with a tab. YAML wants spaces.`;
  return `Line ${line} is not valid YAML: ${plainFault(message)}.`;
}
