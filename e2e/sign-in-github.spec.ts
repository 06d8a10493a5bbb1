import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "next-auth/jwt";
import { type GithubSignIn, startGithubSignIn } from "../tests/support/github-sign-in/server";
import { platformCopy } from "./harness/platform-copy";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { begin, callbackAfter, stranger, through } from "./harness/provider";
import { authorOf, mainOf, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { expect, test } from "./harness/test";

test.describe("signing in with GitHub", () => {
  const platform = platformCopy();
  let place: Place;
  let portal: RunningPortal;
  let github: GithubSignIn;

  test.beforeAll(async () => {
    place = await newPlace();
    github = await startGithubSignIn(`http://localhost:${place.port}/api/auth/callback/github`);
    platform.edit("platform.yaml", (text) =>
      text.replace(/^admins:\n/m, '$&  - { kind: User, name: "github:platform-admin" }\n'),
    );
    portal = await startPortal(place, {
      PLATFORM_DIR: platform.folder,
      GITHUB_URL: github.url,
      GITHUB_CLIENT_ID: github.clientId,
      GITHUB_CLIENT_SECRET: github.clientSecret,
      DEVELOPMENT_SIGN_IN: "off",
    });
    pushFiles(place.dataDirectory, { "named/manifest.yaml": tenantText("named", { "github:requester": "edit" }) });
  });
  test.afterAll(async () => {
    await portal.stop();
    await github.close();
    await leave(place);
  });
  test.beforeEach(() => {
    github.play.login = "requester";
    github.asked.length = 0;
  });

  /** What the session cookie holds, read with the portal's own secret. */
  const contentOf = async (api: Awaited<ReturnType<typeof stranger>>) => {
    const token = (await api.storageState()).cookies.find(({ name }) => name === "portal-session")?.value ?? "";
    const secret = readFileSync(join(place.dataDirectory, "session-secret"), "utf8").trim();
    return decode({ token, secret });
  };

  test("is the only way where nothing else is configured, asks for no scope, and leads back", async ({ page }) => {
    await page.goto(`${portal.url}/tenants`);
    await expect(page.getByRole("main").getByRole("button")).toHaveText(["Sign in with GitHub"]);
    await page.getByRole("button", { name: "Sign in with GitHub" }).click();
    await expect(page).toHaveURL(`${portal.url}/tenants`);
    await expect(page.getByRole("banner")).toContainText("Role requester");
    expect(github.asked[0]?.get("scope") ?? "").toBe("");
    for (const name of ["state", "code_challenge"]) expect(github.asked[0]?.get(name), name).toBeTruthy();
  });

  test("makes GitHub's no-reply address the author's, never one of the profile", async () => {
    const api = await stranger(portal.url);
    await through(api, "github");
    const answer = await api.post("/api/requests", {
      data: {
        key: "written-with-github",
        type: "create",
        service: "redis",
        tenant: "named",
        name: "cache",
        base: mainOf(place.dataDirectory),
        schemaHash: schemaHashOf("redis"),
        values: { tenant: "named", name: "cache" },
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    // The contract of POST /api/requests.
    const { number } = (await answer.json()) as { number: number };
    expect(authorOf(place.dataDirectory, number)).toBe("1009+requester@users.noreply.127.0.0.1");
  });

  test("drops the user token of everybody but a platform admin", async () => {
    const api = await stranger(portal.url);
    await through(api, "github");
    expect((await api.get("/admin")).status()).toBe(403);
    const content = await contentOf(api);
    expect(content).toMatchObject({ provider: "github", issuer: github.url, id: "1009", claim: "requester" });
    expect(JSON.stringify(content)).not.toMatch(/gh[ur]_/);
  });

  test("keeps a platform admin's token in the encrypted cookie, and in no session response and no page", async ({
    page,
  }) => {
    github.play.login = "platform-admin";
    await page.goto(`${portal.url}/admin`);
    const seen: string[] = [];
    page.on("response", (response) => {
      const { origin } = new URL(response.url());
      if (origin === portal.url)
        void response.text().then(
          (text) => seen.push(text),
          () => undefined,
        );
    });
    await page.getByRole("button", { name: "Sign in with GitHub" }).click();
    await expect(page).toHaveURL(`${portal.url}/admin`);
    const api = page.request;
    const token = github.tokens.at(-1) ?? "none was handed out";
    expect(await contentOf(api)).toMatchObject({ userToken: { value: token } });
    expect(JSON.stringify(await contentOf(api))).not.toContain("ghr_");
    for (const path of ["/", "/admin", "/admin/health", "/admin/instances", "/requests", "/tenants", "/sign-in"]) {
      await page.goto(`${portal.url}${path}`);
      seen.push(await page.content());
      // What the router asks for instead of a page.
      seen.push(await (await api.get(`${portal.url}${path}`, { headers: { rsc: "1" } })).text());
    }
    for (const path of ["csrf", "session", "providers", "error"]) {
      const answer = await api.get(`${portal.url}/api/auth/${path}`);
      seen.push((await answer.text()) + JSON.stringify(answer.headersArray()));
    }
    seen.push(await (await api.get(`${portal.url}/api/version`)).text());
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter((text) => text.includes(token) || /gh[ur]_/.test(text))).toEqual([]);
    expect(portal.log()).not.toMatch(/gh[ur]_/);
  });

  test("is refused with another state, another browser's code, and when somebody turns back", async () => {
    const api = await stranger(portal.url);
    const forged = await callbackAfter(api, await begin(api, "github"));
    forged.searchParams.set("state", "of-somebody-else");
    expect((await api.get(forged.href)).url()).toBe(`${portal.url}/sign-in?failed=failed`);
    const callback = await callbackAfter(api, await begin(api, "github"));
    const other = await stranger(portal.url);
    await begin(other, "github");
    expect((await other.get(callback.href)).url()).toBe(`${portal.url}/sign-in?failed=failed`);
    github.play.login = null;
    expect(await through(api, "github", { next: "/requests" })).toBe("/sign-in?failed=denied&next=%2Frequests");
    expect((await api.get("/api/version")).status()).toBe(401);
  });

  test("never leads to another site", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/%2f/..//evil.example"]) {
      const api = await stranger(portal.url);
      const { location } = (
        await api.get((await callbackAfter(api, await begin(api, "github", { next }))).href, { maxRedirects: 0 })
      ).headers();
      expect(new URL(location ?? "", portal.url).origin, next).toBe(portal.url);
    }
  });
});
