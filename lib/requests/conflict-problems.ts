import { labelOf } from "@/lib/domain/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import { conflictsOf } from "@/lib/manifest/conflicts";
import { withoutLiterals } from "@/lib/schema/secret";

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
  // What may be a secret is quoted by no sentence; a side without it reads as if nothing stood there.
  const [from, mine, main] = [base, ours, theirs].map((side) => withoutLiterals(schema, side));
  const quoted = (side: JsonObject | undefined, { pointer }: { pointer: string }) => said(valueAt(side ?? {}, pointer));
  return conflictsOf(base, ours, theirs).map((conflict) => ({
    code: "conflict",
    pointer: conflict.pointer,
    label: labelOf(schema, conflict.pointer),
    message: `Main has ${quoted(main, conflict)} now; it was ${quoted(from, conflict)} when this was started, and ${have} ${quoted(mine, conflict)}.`,
  }));
}

function said(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value || "an empty text" : JSON.stringify(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
}
