import type { Enforcement } from "@/lib/domain/enforcement";

/** Rules that go by the same keyword and are enforced in the same way, with the fields that they are about. */
export interface Exception extends Omit<Enforcement, "pointer" | "says"> {
  pointers: string[];
}

/** The rules of one field that all three judge alike. */
export interface AlikeRules {
  pointer: string;
  rules: Pick<Enforcement, "keyword" | "says" | "api">[];
}

/** An enforcement map as a reader wants it: what is judged otherwise somewhere first, said once; then the rest. */
export function enforcementGroups(entries: readonly Enforcement[]): { exceptions: Exception[]; alike: AlikeRules[] } {
  const exceptions = new Map<string, Exception>();
  const alike = new Map<string, AlikeRules>();
  for (const { pointer, says, ...entry } of entries) {
    if (isAlike(entry)) {
      const known = alike.get(pointer) ?? { pointer, rules: [] };
      alike.set(pointer, { pointer, rules: [...known.rules, { keyword: entry.keyword, says, api: entry.api }] });
    } else {
      const way = JSON.stringify([entry.keyword, entry.form, entry.helm, entry.api, entry.losses]);
      const known = exceptions.get(way);
      exceptions.set(way, { ...entry, pointers: [...(known?.pointers ?? []), pointer] });
    }
  }
  return { exceptions: [...exceptions.values()], alike: [...alike.values()] };
}

function isAlike({ form, helm, api, losses }: Omit<Enforcement, "pointer" | "says">): boolean {
  return form && helm && (api === "schema" || api === "policy") && losses.length === 0;
}
