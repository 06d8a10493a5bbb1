/** Semantic versions; a release is higher than its own pre-releases, and build data doesn't count. */
export function isHigher(version: string, old: string): boolean {
  const [a, b] = [version, old].map((one) => {
    const [core = "", ...pre] = (one.split("+")[0] ?? "").split("-");
    return { core: core.split(".").map(Number), pre: pre.join("-") };
  });
  if (!a || !b || a.core.some(Number.isNaN)) return false;
  for (let at = 0; at < 3; at++) {
    const difference = (a.core[at] ?? 0) - (b.core[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (a.pre === "" || b.pre === "") return a.pre === "" && b.pre !== "";
  return a.pre.localeCompare(b.pre, "en", { numeric: true }) > 0;
}
