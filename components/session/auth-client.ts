/**
 * Posts to the sign-in interface from the browser: fetches the token that it wants back, then sends the fields.
 * @param action the path below /api/auth: `callback/development`, `signout`.
 * @returns true when it was done, false when it was refused (an account that is not offered).
 * Throws a TypeError when the portal can't be reached.
 */
export async function postAuth(action: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
  return (await send(action, fields)).ok;
}

/**
 * Begins signing in with a provider.
 * @param next where to go afterwards: a path of this portal.
 * @param silent true asks the provider to show nothing: who isn't signed in there comes back as they were.
 * @returns the provider's address to go to, or null when the portal doesn't offer it any more.
 * Throws a TypeError when the portal can't be reached.
 */
export async function beginSignIn(provider: string, next: string, silent: boolean): Promise<string | null> {
  const answer = await send(`signin/${provider}${silent ? "?prompt=none" : ""}`, { callbackUrl: next });
  if (!answer.ok) return null;
  const said: unknown = await answer.json();
  return typeof said === "object" && said !== null && "url" in said && typeof said.url === "string" ? said.url : null;
}

async function send(action: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const issued: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
  const csrfToken = typeof issued === "object" && issued !== null && "csrfToken" in issued ? issued.csrfToken : "";
  return fetch(`/api/auth/${action}`, {
    method: "POST",
    // `json` makes the answer name the next page instead of redirecting the fetch to it.
    body: new URLSearchParams({ ...fields, csrfToken: String(csrfToken), json: "true" }),
  });
}
