/**
 * A pattern in a form that every browser compiles. Helm's engine (RE2) also takes escapes that JavaScript's strict mode
 * refuses (`\-` outside a class, a hyphen beside `\w`); those are respelled. What can't be respelled is null.
 */
export function repairedPattern(pattern: string): string | null {
  if (compiles(pattern)) return pattern;
  const respelled = pattern
    // An escape that JavaScript doesn't know stands for the character itself.
    .replace(/\\([^\p{L}\p{N}^$\\.*+?()[\]{}|/-])/gu, "$1")
    .replace(/(\\[wds])-(?=[^\]])/g, "$1\\-");
  const outsideClasses = respelled.replace(
    /(\[(?:\\.|[^\]\\])*\])|\\-/g,
    (_match, set: string | undefined) => set ?? "-",
  );
  return [respelled, outsideClasses].find(compiles) ?? null;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
