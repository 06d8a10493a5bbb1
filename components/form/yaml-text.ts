import { parseDocument, stringify } from "yaml";
import type { JsonValue } from "@/lib/domain/json";
import { clean } from "./clean";

/** YAML 1.1 and JSON's types alone: what the cluster's own parsers will make of the text. */
const OPTIONS = { version: "1.1", merge: false, uniqueKeys: true, prettyErrors: false } as const;

/** A value as YAML text, without a line end at its end. */
export function writeYaml(value: JsonValue): string {
  return stringify(value, { version: "1.1", lineWidth: 0 }).trimEnd();
}

/** Reads a value from YAML text. Nothing but white space and comments is no value: undefined. */
export function readYaml(text: string): { ok: true; value: JsonValue | undefined } | { ok: false; why: string } {
  const document = parseDocument(text, OPTIONS);
  const error = document.errors[0];
  if (error) {
    const line = text.slice(0, error.pos[0]).split("\n").length;
    return { ok: false, why: `${error.message.replace(/\.?$/, "")} (line ${line}).` };
  }
  if (document.contents === null) return { ok: true, value: undefined };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    // Dates, sets and the like are YAML's own: as JSON they are their text, or nothing.
    return { ok: true, value: clean({ value: JSON.parse(JSON.stringify(value)) as unknown }).value };
  } catch {
    return { ok: false, why: "anchors and aliases can't be used here. Write the value out." };
  }
}
