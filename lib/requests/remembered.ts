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

/** A map that forgets what was put in first once it holds more than `most`. */
export class BoundedMap<Key, Value> {
  readonly #values = new Map<Key, Value>();

  constructor(readonly most: number) {}

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  set(key: Key, value: Value): void {
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.most) break;
      this.#values.delete(oldest);
    }
  }
}
