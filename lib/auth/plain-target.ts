/** Where the guard finds a request whose target isn't a plain path; nothing is served there. */
export const SIDE_DOOR = "/_target";

/**
 * The target under which the guard gets to see a request, or null when it sees it anyway. Next answers some by itself,
 * under any Host: one whose path has `//` or `\` in it, one that names a whole URL, `*`, and TRACE.
 * @param target the second word of the request's first line, as it came.
 */
export function targetForGuard(method: string, target: string): string | null {
  if (method !== "TRACE" && isPlain(pathIn(target))) return null;
  return `${SIDE_DOOR}?${new URLSearchParams(method === "TRACE" ? {} : { target }).toString()}`;
}

/**
 * Where a request leads that came in by the side door: its path with single slashes, on this portal; null when it means
 * no page.
 */
export function plainUrl(search: URLSearchParams, publicUrl: URL): URL | null {
  const target = search.get("target") ?? "";
  if (!target.startsWith("/")) return null;
  const path = pathIn(target);
  const url = new URL(path.replace(/[\\/]+/g, "/") + target.slice(path.length), publicUrl);
  // Browsers leave out what they don't see in an address (a tab, say), and what is left may name another host.
  return url.origin === publicUrl.origin ? url : null;
}

const pathIn = (target: string) => target.split("?", 1)[0] ?? "";
const isPlain = (path: string) => path.startsWith("/") && !/\\|\/\//.test(path);
