/** Joins class names; anything falsy is left out, so that a condition can stand in the list. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
