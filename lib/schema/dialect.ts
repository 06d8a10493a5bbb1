import type { JsonObject } from "@/lib/domain/json";

/** What every schema that we hand on declares. */
export const DRAFT_07 = "http://json-schema.org/draft-07/schema#";

/**
 * The JSON Schema version that a schema declares. Many charts point at "the latest" (`…/schema#`) or at nothing;
 * both are read as draft-07, which such files nearly always are.
 */
export function dialectOf({ $schema }: JsonObject): "draft-07" | "undeclared" | (string & {}) {
  if (typeof $schema !== "string" || /^https?:\/\/json-schema\.org\/schema#?$/.test($schema)) return "undeclared";
  return /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/.test($schema) ? "draft-07" : $schema;
}
