import { labelOf } from "@/lib/domain/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import { conflictsOf } from "@/lib/manifest/conflicts";

/** Longest piece of a value that a sentence quotes. */
const QUOTED = 60;

/**
 * The values that both sides changed since `base`, each as a sentence at its field.
 * @param have whose side `ours` is: "you have", "the request has".
 */
export function conflictProblems(
  schema: JsonObject,
  base: JsonObject,
  ours: JsonObject,
  theirs: JsonObject,
  have: string,
): Problem[] {
  return conflictsOf(base, ours, theirs).map((conflict) => ({
    code: "conflict",
    pointer: conflict.pointer,
    label: labelOf(schema, conflict.pointer),
    message: `Main has ${said(conflict.theirs)} now; it was ${said(conflict.base)} when this was started, and ${have} ${said(conflict.ours)}.`,
  }));
}

function said(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value || "an empty text" : JSON.stringify(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
}
