import type { Releases } from "@/lib/releases/port";

/**
 * Something remembered for as long as one releases repository is open. Only what depends on a commit or a blob alone
 * belongs into it, never what depends on who looks.
 */
export function remembered<Value>(make: () => Value): (releases: Releases) => Value {
  const values = new WeakMap<Releases, Value>();
  return (releases) => {
    const known = values.get(releases);
    if (known !== undefined) return known;
    const value = make();
    values.set(releases, value);
    return value;
  };
}
