/** A request's number as an address has it (`/requests/12`, `?from=12`), or null for everything that can't be one. */
export function requestNumberIn(text: string | readonly string[] | undefined): number | null {
  return typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
