/** RE2 repeats nothing more often. */
const MOST_REPEATS = 1000;

/** What is wrong with a pattern: `what` completes "The pattern … ". */
interface Fault {
  what: string;
  fix: string;
  /** RE2 refuses it, instead of reading it a little otherwise. */
  fatal: boolean;
}

/** A fault, with how it looks and where: outside of sets, inside of one, or in either. */
interface Trait extends Fault {
  found: RegExp;
  where: "outside" | "set" | "either";
}

/** Each thing that JavaScript and RE2 read differently, or that one of them lacks. */
const TRAITS: Trait[] = [
  {
    found: /\(\?<?[=!]/,
    where: "outside",
    what: "looks ahead or behind, which Helm and the API server can't",
    fix: "Say what is allowed, not what isn't; or use enum or not.",
    fatal: true,
  },
  {
    found: /\(\?<[A-Za-z_$]/,
    where: "outside",
    what: "names a group, which older versions of Helm can't",
    fix: "Use a group without a name.",
    fatal: false,
  },
  {
    found: /\(\?[^:<=!]/,
    where: "outside",
    what: "sets flags, which older browsers don't know",
    fix: "Write out both cases: [Aa].",
    fatal: false,
  },
  {
    found: /\\[1-9]|\\k</,
    where: "outside",
    what: "refers back to a group, which Helm and the API server can't",
    fix: "Write the two parts out.",
    fatal: true,
  },
  {
    found: /\./,
    where: "outside",
    what: "has a bare dot, which stands for other characters to a browser than to Helm and the API server",
    fix: "Write a class, such as [^\\n].",
    fatal: false,
  },
  {
    found: /^\[\^?\]$/,
    where: "set",
    what: "has an empty set, which Helm and the API server refuse",
    fix: "List the characters.",
    fatal: true,
  },
  {
    found: /\[:/,
    where: "set",
    what: "has what Helm and the API server read as a POSIX class, and a browser as characters",
    fix: "List the characters, the colon first.",
    fatal: false,
  },
  {
    found: /\\b/,
    where: "set",
    what: "has a backspace in a set, which Helm and the API server don't know",
    fix: "Leave it out.",
    fatal: true,
  },
  {
    found: /\\[uc0]/,
    where: "either",
    what: "uses an escape that Helm and the API server read otherwise or not at all",
    fix: "Write the character itself.",
    fatal: true,
  },
  {
    found: /\\[sS]/,
    where: "either",
    what: "has \\s or \\S, which stand for other characters to a browser than to Helm and the API server",
    fix: "List the characters: [ \\t].",
    fatal: false,
  },
  {
    found: /\\[pP]/,
    where: "either",
    what: "has a Unicode class, which stands for other characters from one engine to the next",
    fix: "List the characters.",
    fatal: false,
  },
];

/**
 * Why a pattern doesn't mean the same in a browser (ECMAScript) and in Helm and Kubernetes (RE2): every fault, none when
 * it does. A pattern that a browser doesn't even compile has that fault alone.
 */
export function patternFaults(pattern: string): Fault[] {
  try {
    new RegExp(pattern, "u");
  } catch {
    return [
      {
        what: "is no regular expression to a browser",
        fix: "Leave out inline flags, \\A, \\z, POSIX classes, and escapes of characters that need none.",
        fatal: false,
      },
    ];
  }
  // An escaped sign stands for itself, and can't be mistaken for what it means otherwise.
  const bare = pattern.replace(/\\[^A-Za-z0-9]/g, "_");
  const sets = bare.match(SET) ?? [];
  const outside = bare.replace(SET, "_");
  return [
    ...TRAITS.filter(
      ({ found, where }) =>
        (where !== "set" && found.test(outside)) || (where !== "outside" && sets.some((set) => found.test(set))),
    ).map(({ what, fix, fatal }) => ({ what, fix, fatal })),
    ...repeatFaults(outside),
  ];
}

const SET = /\[[^\]]*\]/g;

function repeatFaults(outside: string): Fault[] {
  const repeats = [...outside.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, low, high]) => Number(high || low));
  if (repeats.every((times) => times <= MOST_REPEATS)) return [];
  return [
    {
      what: `repeats something more than ${MOST_REPEATS} times, which Helm and the API server refuse`,
      fix: "Bound the length with maxLength.",
      fatal: true,
    },
  ];
}
