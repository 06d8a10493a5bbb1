const IPV4 = String.raw`(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const HEX = "[0-9a-fA-F]{1,4}";
const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[zZ]|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

/** Every way to write an IPv6 address: the groups that may stand before and after the `::`. */
const IPV6 = [
  `(?:${HEX}:){7}${HEX}`,
  `(?:${HEX}:){6}${IPV4}`,
  ...Array.from({ length: 7 }, (_none, after) => {
    const head = 6 - after;
    const tail = after === 0 ? "" : `(?:${HEX}:){0,${after - 1}}${HEX}`;
    const start = `(?:(?:${HEX}:){0,${head}}${HEX})?`;
    return `${start}::${tail}`;
  }),
  ...Array.from(
    { length: 5 },
    (_none, after) => `(?:(?:${HEX}:){0,${4 - after}}${HEX})?::(?:${HEX}:){0,${after}}${IPV4}`,
  ),
].join("|");

/**
 * The formats that we judge, each as the expressions that a text must match, all of them. They look neither ahead nor
 * behind, so that Kubernetes' engine (RE2) reads them too. They are no stricter than Helm, which judges formats by code
 * of its own. A format that is not here is passed over.
 */
export const FORMAT_PATTERNS: Readonly<Record<string, readonly string[]>> = {
  date: [`^${DAY}$`],
  time: [`^${TIME}$`],
  "date-time": [`^${DAY}[tT]${TIME}$`],
  duration: [
    String.raw`^P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$`,
    // Something is said after each of the two letters.
    "^.*[^PT]$",
  ],
  email: [`^[^\\s@"]+@(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:.]+\\])$`],
  hostname: ["^.{1,253}$", `^${LABEL}(?:\\.${LABEL})*\\.?$`],
  ipv4: [`^${IPV4}$`],
  ipv6: [`^(?:${IPV6})$`],
  uri: [String.raw`^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"{}|\\^\x60]*$`],
  "uri-reference": [String.raw`^[^\s<>"{}|\\^\x60]*$`],
  uuid: ["^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"],
  "json-pointer": ["^(?:/(?:[^~/]|~[01])*)*$"],
};

/**
 * The same formats as one expression each: a compiled validator then carries them along and needs no library in the
 * browser.
 */
export const FORMATS: Record<string, RegExp> = Object.fromEntries(
  Object.entries(FORMAT_PATTERNS).map(([format, [last = "", ...others]]) => [
    format,
    new RegExp(`${others.map((pattern) => `(?=${pattern})`).join("")}${last}`),
  ]),
);
