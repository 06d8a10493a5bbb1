import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";

export { expect };

/** The accounts of the development sign-in. */
export const ACCOUNTS = ["requester", "tenant-owner", "platform-admin"] as const;
export type Account = (typeof ACCOUNTS)[number];

/** The shared portal's address: `http://localhost:41234`. */
export function portalUrl(): string {
  const url = process.env.PORTAL_TEST_URL;
  if (!url) throw new Error("No portal runs. Start the specs with `make test` or `npx playwright test`.");
  return url;
}

/** Signs a context in without a page: what the sign-in page does, in two requests. */
export async function signIn(api: APIRequestContext, url: string, account: Account): Promise<void> {
  // What next-auth answers here.
  const { csrfToken } = (await (await api.get(`${url}/api/auth/csrf`)).json()) as { csrfToken: string };
  const answer = await api.post(`${url}/api/auth/callback/development`, {
    headers: { origin: url },
    form: { account, csrfToken, json: "true" },
  });
  expect(answer.status(), `signing in as ${account}`).toBe(200);
}

/** Calls the portal as somebody, from outside of a browser; writes carry its Origin. */
export async function apiAs(url: string, account: Account | null): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  if (account) await signIn(api, url, account);
  return api;
}

interface Fixtures {
  /** Opens a page of its own for an account, signed in; at the shared portal unless another address is given. */
  pageAs: (account: Account, url?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What a page may complain about in tests that take the portal away from it. */
  tolerated: RegExp | null;
  /** What browsers complained about; every test fails on any of it at its end. */
  complaints: string[];
}

/**
 * Playwright's test for the shared portal. A page that breaks the Content-Security-Policy, throws, or logs an error fails its
 * test, whatever it looked at.
 */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(portalUrl()),
  tolerated: [null, { option: true }],
  complaints: [
    async ({ context, tolerated }, use) => {
      const complaints: string[] = [];
      watch(context, complaints);
      await use(complaints);
      const rest = complaints.filter((text) => !tolerated?.test(text));
      expect(rest, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
  pageAs: async ({ browser, baseURL, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (account, url = baseURL ?? portalUrl(), options = {}) => {
      const context = await browser.newContext({ ...options, baseURL: url });
      contexts.push(context);
      watch(context, complaints);
      await signIn(context.request, url, account);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** A status that a page asked for on purpose is logged by the browser like a failure; the rest of what it logs is one. */
const EXPECTED = /Failed to load resource: the server responded with a status of 4\d\d/;

function watch(context: BrowserContext, complaints: string[]): void {
  context.on("weberror", (error) => complaints.push(`thrown: ${error.error().message}`));
  context.on("console", (message) => {
    const text = message.text();
    const isViolation = /Content[- ]Security[- ]Policy/i.test(text);
    if (isViolation || (message.type() === "error" && !EXPECTED.test(text))) complaints.push(text);
  });
}
