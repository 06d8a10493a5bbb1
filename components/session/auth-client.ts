/**
 * Posts to the sign-in interface from the browser: fetches the token that it wants back, then sends the fields.
 * @param action the path below /api/auth: `callback/development`, `signout`.
 * @returns true when it was done, false when it was refused (an account that is not offered).
 * Throws a TypeError when the portal can't be reached.
 */
export async function postAuth(action: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
  const issued: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
  const csrfToken = typeof issued === "object" && issued !== null && "csrfToken" in issued ? issued.csrfToken : "";
  const answer = await fetch(`/api/auth/${action}`, {
    method: "POST",
    // `json` makes the answer name the next page instead of redirecting the fetch to it.
    body: new URLSearchParams({ ...fields, csrfToken: String(csrfToken), json: "true" }),
  });
  return answer.ok;
}
