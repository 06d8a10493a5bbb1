import fc from "fast-check";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { judgeValues } from "@/lib/schema/judge";
import { type Way, waysToBreak } from "./breaking";
import { fittingValues } from "./fitting";
import { rootPlace } from "./place";

/** Values to put before every judge, and what was done to them: null where they should simply fit. */
export interface NearValues {
  values: JsonObject;
  broken: { pointer: string; keyword: string } | null;
}

export interface Amount {
  /** How many values that fit, at most. */
  fitting: number;
  /** How many values for each keyword of the schema, at most: its places take turns. */
  perKeyword: number;
  /** How many values in all, at least, where the schema has so many ways to break it. */
  total?: number;
}

/**
 * Values that fit a schema, and values in which one keyword at one place was broken; no two are the same, and the same
 * ones come for the same seed.
 *
 * @param identity values that every one has, unless it is they that are broken: a manifest's tenant and name
 */
export function nearValues(schema: JsonObject, identity: JsonObject, amount: Amount, seed: number): NearValues[] {
  const seen = new Set<string>();
  const isNew = (values: JsonObject): boolean => {
    const text = JSON.stringify(values);
    return !seen.has(text) && seen.add(text).size > 0;
  };
  const bases = fc
    .sample(fittingValues(schema), { numRuns: amount.fitting * 2, seed })
    .filter(isObject)
    .map((values) => ({ ...values, ...identity }))
    .filter((values) => judgeValues(schema, values).length === 0 && isNew(values));
  const fitting = bases.slice(0, amount.fitting).map((values): NearValues => ({ values, broken: null }));
  return [...fitting, ...broken(schema, bases, amount, isNew)];
}

function broken(
  schema: JsonObject,
  bases: readonly JsonObject[],
  { fitting, perKeyword, total = 0 }: Amount,
  isNew: (values: JsonObject) => boolean,
): NearValues[] {
  const found: NearValues[] = [];
  const counts = new Map<string, number>();
  const count = (key: string): number => counts.get(key) ?? 0;
  const ways = bases.map((values) => grouped(waysToBreak(rootPlace(schema), values)));
  // Each round takes from each base one way of every keyword that still needs some, the rarest place first.
  for (let round = 0; round < 40; round++) {
    const before = found.length;
    for (const [at, group] of ways.entries()) {
      for (const [keyword, all] of group) {
        if (count(keyword) >= perKeyword && fitting + found.length >= total) continue;
        const candidates = rarest(
          rarest(all, ({ pointer }) => count(`${pointer} ${keyword}`)),
          (way) => count(kindOf(way)),
        );
        const way = candidates[(at * 7 + round) % candidates.length];
        if (!way || !isObject(way.value)) continue;
        all.splice(all.indexOf(way), 1);
        if (all.length === 0) group.delete(keyword);
        if (!isNew(way.value)) continue;
        for (const key of [keyword, `${way.pointer} ${keyword}`, kindOf(way)]) counts.set(key, count(key) + 1);
        found.push({ values: way.value, broken: { pointer: way.pointer, keyword } });
      }
    }
    if (found.length === before) break;
  }
  return found;
}

/** Those of which there are fewest so far. */
function rarest(ways: readonly Way[], countOf: (way: Way) => number): Way[] {
  const least = Math.min(...ways.map(countOf));
  return ways.filter((way) => countOf(way) === least);
}

/** What becomes of null is a question of its own at each place: it is asked as often as all others together. */
function kindOf({ pointer, keyword, kind = "other" }: Way): string {
  return `${pointer} ${keyword} ${kind}`;
}

function grouped(ways: Way[]): Map<string, Way[]> {
  const groups = new Map<string, Way[]>();
  for (const way of ways) groups.set(way.keyword, [...(groups.get(way.keyword) ?? []), way]);
  return groups;
}
