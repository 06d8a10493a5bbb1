/**
 * What a browser is told. A list: the paths of pages that may show something else now. A text: the version that the
 * releases repository has now, which every page's own version begins with. `null`: any page may show something else.
 */
export type News = readonly string[] | string | null;

/** True when a page of that version shows the releases repository as it is at `repository`, whatever else it shows. */
export function isOfRepository(version: string, repository: string): boolean {
  return version === repository || version.startsWith(`${repository}|`);
}
