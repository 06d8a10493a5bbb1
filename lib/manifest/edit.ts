import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { Editor } from "./editor";
import { emitPair } from "./emit";
import { jsonOf, readDocument } from "./read-yaml";

/**
 * The same file with `spec.values` made equal to `values`.
 *
 * Lines that needn't change stay byte for byte: comments, order, quotes, blank lines, line breaks. A changed value
 * changes its own line and keeps the comment beside it; a new key goes to the end of its group, in the given order; a key
 * that is gone takes its lines along, and the comment directly above. Where a place is written in a way that can't be
 * spliced, the smallest group around it is written anew. The result is read again and compared before it is returned.
 *
 * @param text a manifest that parseManifest can read
 * @throws when the text is not such a manifest: callers ask parseManifest first
 */
export function editManifest(text: string, values: JsonObject): string {
  const content = read(text);
  if (!isObject(content)) throw new Error("Only a manifest that can be read can be edited.");
  const spec = isObject(content.spec) ? content.spec : {};
  if (isObject(spec.values) && equalJson(spec.values, values)) return text;
  const wanted: JsonObject = { ...content, spec: { ...spec, values } };

  const editor = new Editor(text);
  for (const attempt of [() => editor.edited(wanted), () => editor.replaced(["spec", "values"], wanted)]) {
    const result = attempt();
    if (result !== null && equalJson(read(result), wanted)) return result;
  }
  return `${Object.entries(wanted)
    .flatMap(([key, value]) => emitPair(key, value, 0))
    .join("\n")}\n`;
}

function read(text: string): JsonValue {
  const document = readDocument(text);
  return document.errors.length > 0 ? null : jsonOf(document);
}
