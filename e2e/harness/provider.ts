import { type APIRequestContext, request } from "@playwright/test";

/** Somebody outside of a browser with a cookie jar of their own, who sends the portal's Origin. */
export function stranger(url: string): Promise<APIRequestContext> {
  return request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
}

/** Begins signing in as the sign-in page does. @returns the address that the person is sent to. */
export async function begin(
  api: APIRequestContext,
  provider: string,
  { next = "/", query = "" }: { next?: string; query?: string } = {},
): Promise<string> {
  // What next-auth answers here, both times.
  const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await api.post(`/api/auth/signin/${provider}${query}`, {
    form: { callbackUrl: next, csrfToken, json: "true" },
  });
  if (!answer.ok()) throw new Error(`Signing in with ${provider} was answered with ${answer.status()}.`);
  return ((await answer.json()) as { url: string }).url;
}

/** Goes through the provider until it sends the person back. @returns the address of the portal's callback. */
export async function callbackAfter(api: APIRequestContext, start: string): Promise<URL> {
  let url = start;
  for (let hops = 0; hops < 10; hops += 1) {
    const answer = await api.get(url, { maxRedirects: 0 });
    const location = answer.headers().location;
    if (location === undefined) throw new Error(`${url} answered ${answer.status()}: ${await answer.text()}`);
    const next = new URL(location, url);
    if (next.pathname.startsWith("/api/auth/callback/")) return next;
    url = next.href;
  }
  throw new Error("The provider never sends the person back.");
}

/** Signs in through a provider. @returns the path and query of the page where it ended. */
export async function through(
  api: APIRequestContext,
  provider: string,
  options: { next?: string; query?: string } = {},
): Promise<string> {
  const { pathname, search } = new URL((await api.get(await begin(api, provider, options))).url());
  return pathname + search;
}
