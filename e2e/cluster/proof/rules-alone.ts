import type { ApiPlace } from "@/lib/compile/api-place";
import { ALWAYS } from "@/lib/compile/cel";
import { rulesOf } from "@/lib/compile/rules";
import type { JsonObject } from "@/lib/domain/json";
import { judgeValues } from "@/lib/schema/judge";
import type { Judged } from "./account";

/**
 * The rules of a policy that were not seen to bite by themselves: no value in which one thing alone was wrong was
 * refused in the rule's own words. Out: their words.
 */
export function rulesNotSeen(schema: JsonObject, values: ApiPlace, judged: readonly Judged[]): string[] {
  const words = new Set(rulesOf(values, "values").flatMap(({ cel, message }) => (cel === ALWAYS ? [] : [message])));
  for (const { api, values: tried } of judged) {
    if (api.accepted || api.by !== "policy") continue;
    for (const message of words)
      if (api.message.endsWith(`denied request: ${message}`) && isWrongOnce(schema, tried)) words.delete(message);
  }
  return [...words];
}

function isWrongOnce(schema: JsonObject, values: JsonObject): boolean {
  const places = judgeValues(schema, values).map(({ pointer }) => pointer);
  return new Set(places).size === 1;
}
