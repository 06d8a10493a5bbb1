import { stringify } from "yaml";
import type { JsonObject } from "@/lib/domain/json";

/**
 * Objects as a generated YAML file that Go's YAML 1.1 parsers read as what it is.
 * In: what it is generated from, for the first line, and the objects. Out: the file's text.
 */
export function generatedYaml(from: string, documents: readonly JsonObject[]): string {
  const texts = documents.map((document) =>
    stringify(document, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false }),
  );
  return `# Generated from ${from} by \`make definitions\`. Change that, not this file.\n${texts.join("---\n")}`;
}
