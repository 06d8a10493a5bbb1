/** Two letters that stand for a person: of two words their first letters, of one its first two. "platform-admin" → "PA". */
export function initialsOf(name: string): string {
  const words = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => Array.from(word));
  const [first = ["?"], second] = words;
  const letters = second === undefined ? first.slice(0, 2) : [...first.slice(0, 1), ...second.slice(0, 1)];
  return letters.join("").toUpperCase();
}
