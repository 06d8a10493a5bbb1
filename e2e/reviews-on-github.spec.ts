import { writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { startedGithub } from "../tests/support/github/started";
import { type GithubSignIn, startGithubSignIn } from "../tests/support/github-sign-in/server";
import { oneGithub } from "./harness/one-github";
import { platformCopy } from "./harness/platform-copy";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { stranger, through } from "./harness/provider";
import { mainOf, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { expect, test } from "./harness/test";

// People sign in with GitHub, and requests are pull requests there.
test.describe("a platform admin who signed in with GitHub", () => {
  test.describe.configure({ mode: "serial", timeout: 180_000 });
  const platform = platformCopy();
  let place: Place;
  let portal: RunningPortal;
  let world: Awaited<ReturnType<typeof startedGithub>>;
  let signIn: GithubSignIn;
  let front: Awaited<ReturnType<typeof oneGithub>>;
  let requester: APIRequestContext;

  test.beforeAll(async () => {
    place = await newPlace();
    world = await startedGithub();
    signIn = await startGithubSignIn(`http://localhost:${place.port}/api/auth/callback/github`);
    front = await oneGithub(signIn.url, world.server.url);
    const { server, folder } = world;
    // The helpers of a local repository take the one on GitHub.
    await symlink(join(folder, "hub.git"), join(folder, "releases.git"));
    pushFiles(folder, { "acme/manifest.yaml": tenantText("acme", { "github:requester": "edit" }) });
    platform.edit("platform.yaml", (text) =>
      text
        .replace(/^gitServer: .*$/m, `gitServer: ${front.url}`)
        .replace(/^releasesRepository: .*$/m, `releasesRepository: ${server.fullName}`)
        .replace(/^admins:\n/m, '$&  - { kind: User, name: "github:platform-admin" }\n'),
    );
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    portal = await startPortal(place, {
      PLATFORM_DIR: platform.folder,
      GITHUB_URL: front.url,
      GITHUB_API_URL: front.url,
      GITHUB_CLIENT_ID: signIn.clientId,
      GITHUB_CLIENT_SECRET: signIn.clientSecret,
      GITHUB_APP_ID: server.accounts.appId,
      GITHUB_APP_PRIVATE_KEY_FILE: file("app.pem", server.accounts.privateKey),
      GITHUB_SEAL_FILE: file("seal", "a long random text"),
      DEVELOPMENT_SIGN_IN: "off",
    });
    requester = await signedInAs("requester");
  });
  test.afterAll(async () => {
    await requester.dispose();
    await portal.stop();
    await leave(place);
    await Promise.all([front.close(), signIn.close(), world.close()]);
  });

  /** Signs in, and lets the other half of GitHub know the token. */
  const signedInAs = async (login: string): Promise<APIRequestContext> => {
    signIn.play.login = login;
    const api = await stranger(portal.url);
    await through(api, "github");
    world.server.accounts.accept(signIn.tokens.at(-1) ?? "", login);
    return api;
  };
  const sent = async (name: string): Promise<number> => {
    const answer = await requester.post("/api/requests", {
      data: {
        key: `reviewed-${name}`,
        type: "create",
        service: "redis",
        tenant: "acme",
        name,
        base: mainOf(world.folder),
        schemaHash: schemaHashOf("redis"),
        values: { tenant: "acme", name },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { number: number }).number; // the contract of POST /api/requests
  };
  const say = (api: APIRequestContext, number: number, type: string, text: string) =>
    api.post(`/api/requests/${number}/remarks`, {
      data: { type, head: world.server.pulls.one(number).head, text, acknowledged: [] },
    });

  test("asks for changes, approves and merges there under their own name", async () => {
    const number = await sent("reviewed");
    const admin = await signedInAs("platform-admin");
    const asked = await say(admin, number, "ask-changes", "Name it after the team.");
    expect(asked.status(), await asked.text()).toBe(200);
    const approved = await say(admin, number, "approve", "");
    expect(approved.status(), await approved.text()).toBe(200);
    const { reviews } = world.server.pulls.one(number);
    expect(reviews.map(({ user, state }) => [user.login, state])).toEqual([
      ["platform-admin", "CHANGES_REQUESTED"],
      ["platform-admin", "APPROVED"],
    ]);
    const merged = await say(admin, number, "merge", "");
    expect(merged.status(), await merged.text()).toBe(200);
    expect(world.server.pulls.one(number).mergedBy?.login).toBe("platform-admin");
    expect(portal.log()).not.toMatch(/gh[ursp]_/);
    await admin.dispose();
  });

  test("is told when GitHub does not take their sign-in any more, and decides once it does", async () => {
    const number = await sent("void");
    signIn.play.login = "platform-admin";
    const admin = await stranger(portal.url);
    await through(admin, "github");
    // Nobody told the other half of this token: to it, it is void.
    const refused = await say(admin, number, "approve", "");
    expect(refused.status()).toBe(401);
    expect(await refused.text()).toContain("Sign out, sign in and try again");
    expect(await refused.text()).not.toMatch(/gh[ursp]_/);
    expect(world.server.pulls.one(number).reviews).toEqual([]);
    world.server.accounts.accept(signIn.tokens.at(-1) ?? "", "platform-admin");
    expect((await say(admin, number, "approve", "")).status()).toBe(200);
    await admin.dispose();
  });
});
