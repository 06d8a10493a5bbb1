/** True when a page belongs to a place of the navigation: `/requests/12` to `/requests`; a service's form to the catalogue. */
export function isCurrent(href: string, path: string): boolean {
  if (href === "/") return path === "/" || path.startsWith("/services/");
  return path === href || path.startsWith(`${href}/`);
}
