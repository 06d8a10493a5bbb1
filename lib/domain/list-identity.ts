import { isObject, type JsonValue } from "./json";

/** What tells a list's items apart, for two versions of it: one text an item. */
export interface Identities {
  /** Undefined for every item when the lists have no key that tells their items apart. */
  before: readonly (string | undefined)[];
  after: readonly (string | undefined)[];
}

/**
 * Finds the key that tells the items of a list apart, such as the `name` of environment variables: every item of both
 * versions has a single value there, and none twice. Of several the one that most items share between the versions
 * counts, for it changes least; then a text rather than a number; then the one that is written first.
 */
export function identitiesOf(before: readonly JsonValue[], after: readonly JsonValue[]): Identities {
  const none = { before: before.map(() => undefined), after: after.map(() => undefined) };
  const [first] = before;
  if (!isObject(first) || after.length === 0) return none;
  const candidates = Object.keys(first).flatMap((key) => {
    const [old, young] = [valuesAt(before, key), valuesAt(after, key)];
    if (old === null || young === null) return [];
    const known = new Set(old);
    const shared = young.filter((value) => known.has(value)).length;
    return [{ before: old, after: young, rank: shared * 2 + (typeof first[key] === "string" ? 1 : 0) }];
  });
  return (
    candidates.reduce<(typeof candidates)[number] | null>(
      (best, one) => (best === null || one.rank > best.rank ? one : best),
      null,
    ) ?? none
  );
}

/** Each item's value at a key, as text; null when one has none, has more than a single value, or has another's. */
function valuesAt(items: readonly JsonValue[], key: string): string[] | null {
  const values = items.flatMap((item) => {
    const value = isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
    return typeof value === "string" || typeof value === "number" ? [JSON.stringify(value)] : [];
  });
  return values.length === items.length && new Set(values).size === values.length ? values : null;
}
