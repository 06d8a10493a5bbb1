/** RE2 repeats nothing more often. */
const MOST_REPEATS = 1000;

/** What one of the two engines lacks, how to recognise it outside of a character set, and what to write instead. */
const FAULTS: { found: RegExp; what: string; fix: string }[] = [
  {
    found: /\(\?<?[=!]/,
    what: "looks ahead or behind, which Helm and the API server can't",
    fix: "Say what is allowed, not what isn't; or use enum or not.",
  },
  {
    found: /\\[1-9]|\\k</,
    what: "refers back to a group, which Helm and the API server can't",
    fix: "Write the two parts out.",
  },
  {
    found: /\\u|\\c[A-Za-z]/,
    what: "uses an escape that Helm and the API server don't know",
    fix: "Write the character itself.",
  },
  {
    found: /\(\?<[A-Za-z]/,
    what: "names a group, which older versions of Helm can't",
    fix: "Use a group without a name.",
  },
];

/**
 * Why a pattern doesn't mean the same in a browser (ECMAScript) and in Helm and Kubernetes (RE2), or null when it does.
 * `what` completes "The pattern … ".
 */
export function patternFault(pattern: string): { what: string; fix: string } | null {
  try {
    new RegExp(pattern, "u");
  } catch {
    return {
      what: "is no regular expression to a browser",
      fix: "Leave out inline flags, \\A, \\z, POSIX classes, and escapes of characters that need none.",
    };
  }
  // What stands in a set or is escaped twice means itself.
  const bare = pattern
    .replace(/\\\\/g, "")
    .replace(/\[(?:\\.|[^\]\\])*\]/g, (set) => (/\\[uc]/.test(set) ? set : "[]"));
  const fault = FAULTS.find(({ found }) => found.test(bare));
  if (fault) return { what: fault.what, fix: fault.fix };
  const repeats = [...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, from, to]) => [
    Number(from),
    Number(to ?? 0),
  ]);
  return repeats.some((times) => times > MOST_REPEATS)
    ? {
        what: `repeats something more than ${MOST_REPEATS} times, which Helm and the API server refuse`,
        fix: "Bound the length with maxLength.",
      }
    : null;
}
