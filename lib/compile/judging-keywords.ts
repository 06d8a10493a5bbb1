const DESCRIBING = [
  "title",
  "description",
  "default",
  "examples",
  "readOnly",
  "writeOnly",
  "contentEncoding",
  "contentMediaType",
];

/** True for a keyword that judges a value: those that describe, and hints, don't. */
export function isJudging(keyword: string): boolean {
  return !DESCRIBING.includes(keyword) && !keyword.startsWith("x-");
}
