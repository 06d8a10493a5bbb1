/**
 * Where to go after signing in.
 * @param value the `next` parameter, which anybody can write into a link.
 * @returns a path of this portal with its query, or `/` for everything that could lead elsewhere.
 */
export function nextPath(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  // A browser takes a backslash for a slash and drops tabs and newlines, so `/\evil` and `/<tab>/evil` leave the site.
  if (/[\\\p{Cc}]/u.test(value)) return "/";
  const base = "http://portal.invalid";
  if (!URL.canParse(value, base)) return "/";
  const url = new URL(value, base);
  if (url.origin !== base || url.pathname.startsWith("//") || url.pathname === "/sign-in") return "/";
  // The interface behind the pages is no page to land on.
  return url.pathname.startsWith("/api/") ? "/" : `${url.pathname}${url.search}`;
}
