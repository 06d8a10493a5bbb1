import { type OidcServer, startOidc } from "../tests/support/oidc/server";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { begin, callbackAfter, stranger, through } from "./harness/provider";
import { authorOf, mainOf, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { expect, test } from "./harness/test";

test.describe("signing in with OpenID Connect", () => {
  let place: Place;
  let portal: RunningPortal;
  let oidc: OidcServer;

  const settings = () => ({
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
    OIDC_NAME: "the house",
  });

  test.beforeAll(async () => {
    place = await newPlace();
    oidc = await startOidc(`http://localhost:${place.port}`);
    portal = await startPortal(place, settings());
    pushFiles(place.dataDirectory, {
      "grouped/manifest.yaml": tenantText("grouped", {}, { "oidc:writers": "edit" }),
      "named/manifest.yaml": tenantText("named", { "oidc:requester": "edit" }),
      // What the same words of the development sign-in would be.
      "other/manifest.yaml": tenantText("other", { "dev:requester": "admin" }, { "dev:writers": "admin" }),
    });
  });
  test.afterAll(async () => {
    await portal.stop();
    await oidc.close();
    await leave(place);
  });
  test.beforeEach(() => {
    oidc.asked.length = 0;
    oidc.play.person = "requester";
    oidc.play.tokenSeconds = 300;
    oidc.play.claims = { requester: { name: "Role Requester", groups: ["writers"] } };
  });

  const isSignedIn = async (api: Awaited<ReturnType<typeof stranger>>) =>
    (await api.get("/api/version")).status() === 200;

  test("leads through the provider and back to the page that was asked for", async ({ page }) => {
    await page.goto(`${portal.url}/tenants?from=test`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(`${portal.url}/tenants?from=test`);
    await expect(page.getByRole("banner")).toContainText("Role Requester");
    const [asked] = oidc.asked;
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked?.get(name), name).toBeTruthy();
    expect(asked?.get("code_challenge_method")).toBe("S256");
  });

  test("gives the roles of the subject and of the groups below the provider's own prefix, and no other's", async () => {
    const api = await stranger(portal.url);
    await through(api, "oidc");
    for (const [path, status] of [
      ["/tenants/grouped", 200],
      ["/tenants/named", 200],
      ["/tenants/other", 404],
      ["/admin", 403],
    ] as const)
      expect((await api.get(path)).status(), path).toBe(status);
  });

  test("without the claim of groups gives the roles of the subject alone", async () => {
    oidc.play.claims = { requester: {} };
    const api = await stranger(portal.url);
    await through(api, "oidc");
    expect((await api.get("/tenants/named")).status()).toBe(200);
    expect((await api.get("/tenants/grouped")).status()).toBe(404);
  });

  test("takes two hundred groups, in as many cookies as it needs, and signs out of all of them", async () => {
    const many = Array.from({ length: 199 }, (_, index) => `group-${index}-of-those-that-someone-is-in`);
    oidc.play.claims = { requester: { groups: [...many, "writers"] } };
    const api = await stranger(portal.url);
    await through(api, "oidc");
    expect((await api.get("/tenants/grouped")).status()).toBe(200);
    const kept = await api.storageState();
    expect(kept.cookies.filter(({ name }) => name.startsWith("portal-session.")).length).toBeGreaterThan(1);
    const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string }; // what next-auth answers
    await api.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
    expect((await api.storageState()).cookies.filter(({ name }) => name.startsWith("portal-session"))).toEqual([]);
  });

  test("is refused where the provider keeps groups back, instead of taking rights away without a word", async () => {
    for (const claims of [
      { _claim_names: { groups: "src1" } },
      { groups: { writers: true } },
      { groups: Array.from({ length: 201 }, (_, index) => `g${index}`) },
    ]) {
      oidc.play.claims = { requester: claims };
      const api = await stranger(portal.url);
      expect(await through(api, "oidc", { next: "/requests" })).toBe("/sign-in?failed=groups&next=%2Frequests");
      expect(await isSignedIn(api)).toBe(false);
    }
  });

  test("makes the e-mail the author's only when it is verified", async () => {
    const email = "somebody@example.com";
    for (const [index, [verified, author]] of (
      [
        [true, email],
        [false, "requester@oidc.invalid"],
        ["true", "requester@oidc.invalid"],
        [undefined, "requester@oidc.invalid"],
      ] as const
    ).entries()) {
      oidc.play.claims = { requester: { groups: ["writers"], email, email_verified: verified } };
      const api = await stranger(portal.url);
      await through(api, "oidc");
      const answer = await api.post("/api/requests", {
        data: {
          key: `verified-mail-${index}`,
          type: "create",
          service: "redis",
          tenant: "grouped",
          name: `cache-${index}`,
          base: mainOf(place.dataDirectory),
          schemaHash: schemaHashOf("redis"),
          values: { tenant: "grouped", name: `cache-${index}` },
        },
      });
      expect(answer.status(), await answer.text()).toBe(201);
      // The contract of POST /api/requests.
      const { number } = (await answer.json()) as { number: number };
      expect(authorOf(place.dataDirectory, number)).toBe(author);
    }
  });

  test("never authorises by an e-mail, also a verified one that reads like a subject", async () => {
    oidc.play.person = "stranger";
    oidc.play.claims = {
      stranger: { email: "requester@example.com", email_verified: true, preferred_username: "requester" },
    };
    const api = await stranger(portal.url);
    await through(api, "oidc");
    expect(await isSignedIn(api)).toBe(true);
    expect((await api.get("/tenants/named")).status()).toBe(404);
  });

  test("is refused with another state, without the cookie of this browser, and with a code that was used", async () => {
    const api = await stranger(portal.url);
    const forged = await callbackAfter(api, await begin(api, "oidc"));
    forged.searchParams.set("state", "of-somebody-else");
    expect((await api.get(forged.href)).url()).toBe(`${portal.url}/sign-in?failed=failed`);
    expect(await isSignedIn(api)).toBe(false);

    const callback = await callbackAfter(api, await begin(api, "oidc"));
    const other = await stranger(portal.url);
    expect((await other.get(callback.href)).url()).toBe(`${portal.url}/sign-in?failed=failed`);
    expect(await isSignedIn(other)).toBe(false);
    expect((await api.get(callback.href)).url()).toBe(`${portal.url}/`);
    const again = await api.get(callback.href, { maxRedirects: 0 });
    expect(again.headers().location).toBe(`${portal.url}/sign-in?failed=failed`);
  });

  test("is refused when the answer names another issuer", async () => {
    const api = await stranger(portal.url);
    const callback = await callbackAfter(api, await begin(api, "oidc"));
    expect(callback.searchParams.get("iss")).toBe(oidc.issuer);
    callback.searchParams.set("iss", "https://login.evil.example");
    expect((await api.get(callback.href)).url()).toBe(`${portal.url}/sign-in?failed=failed`);
    expect(await isSignedIn(api)).toBe(false);
  });

  test("is refused with an ID token that has ended", async () => {
    oidc.play.tokenSeconds = -60;
    const api = await stranger(portal.url);
    expect(await through(api, "oidc")).toBe("/sign-in?failed=failed");
    expect(await isSignedIn(api)).toBe(false);
    expect(portal.log()).toContain("expired");
  });

  test("comes back with a sentence, and to the same page later, when the provider turns somebody away", async ({
    page,
  }) => {
    oidc.play.person = null;
    await page.goto(`${portal.url}/requests`);
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(`${portal.url}/sign-in?failed=denied&next=%2Frequests`);
    await expect(page.getByRole("alert").first()).toContainText("did not let you in");
    oidc.play.person = "requester";
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(`${portal.url}/requests`);
  });

  test("never leads to another site", async () => {
    const elsewhere = [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "/\t/evil.example",
      "/%09/evil.example",
      "/%2f%2fevil.example/..//evil.example",
      `${portal.url}.evil.example/`,
      `${portal.url}@evil.example/`,
      `${portal.url}//evil.example`,
      "javascript:alert(1)",
      "data:text/html,x",
      "/api/auth/signout",
    ];
    for (const next of elsewhere) {
      const api = await stranger(portal.url);
      const callback = await callbackAfter(api, await begin(api, "oidc", { next }));
      const { location } = (await api.get(callback.href, { maxRedirects: 0 })).headers();
      expect(new URL(location ?? "", portal.url).origin, next).toBe(portal.url);
      expect(new URL(location ?? "", portal.url).pathname, next).not.toMatch(/^\/\/|^\/api/);
      await api.dispose();
    }
    // Neither does the cookie that remembers the page, whoever wrote it.
    const api = await stranger(portal.url);
    const callback = await callbackAfter(api, await begin(api, "oidc"));
    const { cookies } = await api.storageState();
    const header = cookies
      .filter(({ domain, name }) => domain === "localhost" && !name.endsWith("callback-url"))
      .map(({ name, value }) => `${name}=${value}`);
    const bare = await stranger(portal.url);
    const answer = await bare.get(callback.href, {
      maxRedirects: 0,
      headers: { cookie: [...header, "next-auth.callback-url=https%3A%2F%2Fevil.example"].join("; ") },
    });
    expect(answer.headers().location).toBe(`${portal.url}/`);
  });

  test("asks the provider for nothing that stands in an address", async () => {
    const api = await stranger(portal.url);
    for (const query of ["?scope=repo", "?redirect_uri=https://evil.example", "?prompt=none&scope=repo"])
      await expect(begin(api, "oidc", { query })).rejects.toThrow("404");
    expect((await api.get("/api/auth/signin/oidc", { maxRedirects: 0 })).status()).toBe(404);
    expect((await api.get("/api/auth/signin/github", { maxRedirects: 0 })).status()).toBe(404);
  });

  test("keeps a session for an hour in a cookie that scripts can't read and other sites don't send", async () => {
    const api = await stranger(portal.url);
    await through(api, "oidc");
    const cookie = (await api.storageState()).cookies.find(({ name }) => name === "portal-session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const seconds = (cookie?.expires ?? 0) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect((await api.get("/api/auth/session")).status()).toBe(404);
  });

  test("once a session is over goes silently through the provider, back to the same page with the draft in it", async ({
    page,
  }) => {
    const form = `${portal.url}/services/redis/new?tenant=grouped`;
    await page.goto(form);
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(form);
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("typed-before");
    await expect(page.getByText(/kept on this device|Draft/i).first()).toBeVisible();
    await page.context().clearCookies({ name: "portal-session" });
    // Whoever would have to be asked is not let in: what follows is done by the provider's own session.
    oidc.play.person = null;
    await page.reload();
    await expect(page).toHaveURL(form);
    await expect(name).toHaveValue("typed-before");
    expect(oidc.asked.at(-1)?.get("prompt")).toBe("none");
  });

  test("asks by the sign-in page when the provider can't do it silently, once, and says so", async ({ page }) => {
    await page.goto(`${portal.url}/requests`);
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(`${portal.url}/requests`);
    await page.context().clearCookies({ name: "portal-session" });
    await page.context().clearCookies({ domain: "127.0.0.1" });
    await page.reload();
    await expect(page).toHaveURL(`${portal.url}/sign-in?failed=ended&next=%2Frequests`);
    await expect(page.getByRole("alert").first()).toContainText("Your session is over");
    expect(oidc.asked.length).toBe(2);
    await page.goto(`${portal.url}/requests`);
    await expect(page.getByRole("button", { name: "Sign in with the house" })).toBeVisible();
    expect(oidc.asked.length).toBe(2);
  });

  test("ends with signing out, and nothing signs in again by itself", async ({ page }) => {
    await page.goto(`${portal.url}/requests`);
    await page.getByRole("button", { name: "Sign in with the house" }).click();
    await expect(page).toHaveURL(`${portal.url}/requests`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${portal.url}/sign-in`);
    await page.goto(`${portal.url}/requests`);
    await expect(page.getByRole("button", { name: "Sign in with the house" })).toBeVisible();
    expect(oidc.asked.length).toBe(1);
  });

  test("offers exactly what is configured, and a session of another issuer is nobody's", async ({ page }) => {
    const api = await stranger(portal.url);
    await through(api, "oidc");
    const kept = await api.storageState();
    await portal.stop();
    portal = await startPortal(place, { ...settings(), OIDC_ISSUER: `${oidc.issuer}/`, DEVELOPMENT_SIGN_IN: "off" });
    expect(await isSignedIn(api)).toBe(false);
    await page.goto(`${portal.url}/sign-in`);
    await expect(page.getByRole("main").getByRole("button")).toHaveText(["Sign in with the house"]);
    // The provider that answers there calls itself otherwise than the portal was told.
    const other = await stranger(portal.url);
    expect(await through(other, "oidc")).toBe("/sign-in?failed=issuer");
    await portal.stop();
    portal = await startPortal(place, settings());
    await page.context().addCookies(kept.cookies);
    await page.goto(`${portal.url}/requests`);
    await expect(page).toHaveURL(`${portal.url}/requests`);
  });
});
