import { ACCOUNTS, apiAs, expect, portalUrl, signIn, test } from "./harness/test";

const TITLES = { requester: "Requester", "tenant-owner": "Tenant owner", "platform-admin": "Platform admin" } as const;

test.describe("signing in", () => {
  for (const account of ACCOUNTS) {
    test(`as ${account} leads back to the page that was asked for`, async ({ page }) => {
      await page.goto("/tenants?from=test");
      await expect(page).toHaveURL(/\/sign-in\?next=%2Ftenants%3Ffrom%3Dtest$/);
      await expect(page.getByText("It asks for no password")).toBeVisible();
      await page.getByRole("button", { name: TITLES[account] }).click();
      await expect(page).toHaveURL(`${portalUrl()}/tenants?from=test`);
      await expect(page.getByRole("banner")).toContainText(account);
    });
  }

  test("works with the keyboard alone", async ({ page }) => {
    await page.goto("/sign-in");
    const wanted = page.getByRole("button", { name: "Tenant owner" });
    for (
      let presses = 0;
      presses < 20 && !(await wanted.evaluate((one) => one === document.activeElement));
      presses += 1
    )
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${portalUrl()}/`);
  });

  test("never leads to another site", async ({ page }) => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/%09/evil.example"]) {
      await page.context().clearCookies();
      await page.goto(`/sign-in?next=${encodeURIComponent(decodeURIComponent(next))}`);
      await page.getByRole("button", { name: "Requester" }).click();
      await expect(page).toHaveURL(`${portalUrl()}/`);
    }
  });

  test("sets a cookie that scripts can't read, that other sites don't send, and that ends after eight hours", async ({
    page,
  }) => {
    await signIn(page.request, portalUrl(), "requester");
    const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("portal-session"));
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const seconds = (cookie?.expires ?? 0) - Date.now() / 1000;
    expect(Math.round(seconds / 3600)).toBe(8);
  });

  test("is refused for an account that is not offered", async () => {
    const api = await apiAs(portalUrl(), null);
    // What next-auth answers here.
    const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string };
    for (const account of ["root", "", "dev:platform-admin"]) {
      const answer = await api.post("/api/auth/callback/development", { form: { account, csrfToken, json: "true" } });
      expect(answer.status(), account).toBe(401);
    }
    await api.dispose();
  });

  test("is refused with a forged or foreign cookie", async ({ page }) => {
    await page.context().addCookies([{ name: "portal-session", value: "e30.forged", url: portalUrl() }]);
    await page.goto("/requests");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("hands out no session, and renews none", async () => {
    const api = await apiAs(portalUrl(), "requester");
    expect((await api.get("/api/auth/session")).status()).toBe(404);
    // next-auth answers these with an error of its own.
    for (const path of ["callback/development", "callback/__proto__", "signin/constructor", "signin/development/more"])
      expect((await api.get(`/api/auth/${path}`)).status(), path).toBe(404);
    await api.dispose();
  });

  test("ends with signing out, which brings back the sign-in page", async ({ pageAs }) => {
    const page = await pageAs("requester");
    await page.goto("/");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${portalUrl()}/sign-in`);
    await page.goto("/requests");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
});
