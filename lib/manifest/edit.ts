import { isObject, type JsonObject } from "@/lib/domain/json";
import { emitPair } from "./emit";
import { jsonOf, readDocument } from "./read-yaml";

/** The same file with `spec.values` made equal to `values`. */
export function editManifest(text: string, values: JsonObject): string {
  const content = jsonOf(readDocument(text));
  if (!isObject(content)) throw new Error("Only a manifest can be edited.");
  const spec = isObject(content.spec) ? content.spec : {};
  const edited: JsonObject = { ...content, spec: { ...spec, values } };
  return `${Object.entries(edited)
    .flatMap(([key, value]) => emitPair(key, value, 0))
    .join("\n")}\n`;
}
