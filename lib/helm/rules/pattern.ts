/** RE2, which Helm and Kubernetes match with, repeats nothing more often. */
const MOST_REPEATS = 1000;

/** Each thing that JavaScript and RE2 read differently, or that one of them lacks. The first that fits is reported. */
const DIFFERENCES: readonly { in: RegExp; because: string; fix: string }[] = [
  {
    in: /\(\?(?!:)/,
    because: "RE2 has no lookaround, and flags are written differently",
    fix: "Say what is allowed instead of what is not.",
  },
  { in: /\\[1-9k]/, because: "RE2 has no back-references", fix: "Write the repetition out." },
  { in: /\\[sS]/, because: "\\s means other characters to the two engines", fix: "List the characters: [ \\t]." },
  { in: /\\[pPuc0]/, because: "that escape means different things to the two engines", fix: "List the characters." },
  { in: /\[\[:|\[\^?\]/, because: "that class means different things to the two engines", fix: "List the characters." },
];

/**
 * Judges a schema's `pattern`: forms match it in JavaScript, Helm and the API server in RE2, and all must agree.
 * In: the pattern. Out: what is wrong and how to mend it, or null.
 */
export function problemOfPattern(pattern: string): { message: string; fix: string } | null {
  // What is escaped can't be mistaken for the thing itself: it stands for a plain character.
  const bare = pattern.replace(/\\[^1-9ksSpPuc0]/g, "_");
  for (const difference of DIFFERENCES)
    if (difference.in.test(bare))
      return { message: `The pattern ${pattern} can't be used: ${difference.because}.`, fix: difference.fix };
  if (/\./.test(bare.replace(/\[[^\]]*\]/g, "")))
    return {
      message: `The pattern ${pattern} can't be used: a bare dot means other characters to the two engines.`,
      fix: "Write a class, such as [^\\n].",
    };
  const repeats = [...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, low, high]) => Number(high || low));
  if (Math.max(0, ...repeats) > MOST_REPEATS)
    return {
      message: `The pattern ${pattern} repeats more than ${MOST_REPEATS} times.`,
      fix: "Bound the length with maxLength instead.",
    };
  try {
    new RegExp(pattern, "u");
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { message: `The pattern ${pattern} is no regular expression: ${reason}.`, fix: "Correct it." };
  }
}
