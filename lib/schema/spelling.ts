/** The word that a mistyped one most likely meant, or null when none is near. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const scored = words
    .map((word) => ({ word, distance: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = scored;
  // Of a letter or two every short word is near.
  return best && typed.length > 2 && best.distance <= Math.max(1, Math.floor(typed.length / 3)) ? best.word : null;
}

/** How many letters must be added, dropped or changed. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_none, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, change));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
