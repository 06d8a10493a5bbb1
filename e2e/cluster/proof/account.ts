import type { Enforcement } from "@/lib/domain/enforcement";
import type { NearValues } from "@/tests/support/near-values/near-values";
import type { ApiJudgement } from "./api-judge";

/** Values and what each judge said of them. */
export interface Judged extends NearValues {
  portal: boolean;
  helm: boolean;
  api: ApiJudgement;
}

/**
 * Holds verdicts against an enforcement map. Out: everything in which they don't go together, as sentences:
 * - a rule of the policy that fails to be reckoned out, instead of saying what is wrong;
 * - judges that disagree, or an API that accepts and doesn't keep what was stated, where the map declares no loss;
 * - a declared loss that no value showed;
 * - a keyword that the API judges otherwise than the map says, or that no value broke.
 */
export function account(map: readonly Enforcement[], judged: readonly Judged[]): string[] {
  const at = new Map<string, Judged[]>();
  for (const one of judged) at.set(placeOf(one), [...(at.get(placeOf(one)) ?? []), one]);
  const declared = new Set(map.filter(({ losses }) => losses.length > 0).map(keyOf));
  const undeclared = [...at].flatMap(([place, all]) => {
    const parted = declared.has(place) ? [] : all.filter(disagree);
    const [first] = parted;
    if (!first) return [];
    return [`${place || "values that fit"}: ${parted.length} of ${all.length} values part the judges: ${told(first)}`];
  });
  const failed = judged
    .filter(({ api }) => !api.accepted && isEvaluationError(api.message))
    .slice(0, 1)
    .map((one) => `${placeOf(one)}: a rule could not be reckoned out: ${told(one)}`);
  return [...failed, ...undeclared, ...map.flatMap((entry) => problemOf(entry, at.get(keyOf(entry)) ?? []))];
}

/** The API server refuses what it can't evaluate, in CEL's own words. */
export function isEvaluationError(message: string): boolean {
  return /resulted in error|no such overload|no such key/.test(message);
}

function keyOf({ pointer, keyword }: { pointer: string; keyword: string }): string {
  return `${pointer} ${keyword}`;
}

function placeOf({ broken }: NearValues): string {
  return broken === null ? "" : keyOf(broken);
}

function disagree({ portal, helm, api }: Judged): boolean {
  return portal !== helm || helm !== api.accepted || (api.accepted && !api.kept);
}

function problemOf(entry: Enforcement, judged: readonly Judged[]): string[] {
  const key = keyOf(entry);
  // Values that are no object at all are no values of a manifest.
  if (key === " type") return [];
  // Hints judge changes, people or spellings, and no keyword of one set of values: hints.test.ts and policies/ prove them.
  if (entry.keyword.startsWith("x-")) return [];
  if (judged.length === 0) return [`${key}: no value breaks it, so nothing is known of it.`];
  if (entry.losses.length > 0)
    return judged.some(disagree)
      ? []
      : [`${key}: none of ${judged.length} values shows the loss that is declared: ${entry.losses.join(" ")}`];
  // Where every key that is required has a default, nothing can be missing.
  if (entry.keyword === "required" && judged.every(({ portal }) => portal)) return [];
  const by = new Set(judged.flatMap(({ api }) => (api.accepted ? [] : [api.by])));
  const [first] = judged;
  if (!first || (entry.api !== "no" && by.has(entry.api))) return [];
  const judges = by.size === 0 ? "nothing" : [...by].join(" and ");
  return [`${key}: the map says that the API judges it by ${entry.api}, and ${judges} did: ${told(first)}`];
}

function told({ values, portal, helm, api }: Judged): string {
  const said = api.accepted ? (api.kept ? "accepts" : "accepts and does not keep it") : `refuses (${api.message})`;
  return `the portal ${portal ? "accepts" : "refuses"}, Helm ${helm ? "accepts" : "refuses"}, the API ${said} ${JSON.stringify(values)}`;
}
