/**
 * One thing that is wrong with what a person gave us, said to that person.
 * Problems are returned, all of them at once; they are never thrown one by one.
 */
export interface Problem {
  /** Stable, kebab-case, for tests and for code that reacts: `too-large`, `name-taken`, `unknown-key`. */
  code: string;
  /** Where, as an RFC 6901 JSON pointer into the manifest's `spec.values` (`""` is the whole of it), or null when it is not about a value. */
  pointer: string | null;
  /** What to call the place: the field's title, or the last key where it has none. Null when the pointer is. */
  label: string | null;
  /** A sentence for the person: what is wrong and what would be right ("At most 5. You entered 9."). */
  message: string;
  /** A page that helps (the request that already exists, the instance that has the name). */
  link?: { href: string; text: string };
}
