import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { freePort } from "../lib/cli/port";
import { startedGithub } from "../tests/support/github/started";
import { platformCopy } from "./harness/platform-copy";
import { leave, newPlace, type Place, type RunningPortal, startPortal, tryStart } from "./harness/portal";
import { fileOn, mainOf, processOf, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { apiAs, expect, test } from "./harness/test";

test.describe.configure({ timeout: 180_000 });

test.describe("a portal that keeps its own releases", () => {
  test("is alone: a second process on its data refuses to start, says who is there, and disturbs nobody", async () => {
    const place = await newPlace();
    const first = await startPortal(place);
    try {
      const second = await tryStart({ port: await freePort(), dataDirectory: place.dataDirectory });
      if ("url" in second) throw new Error("The second process started.");
      expect(second.code).toBe(1);
      const said = second.log;
      expect(said).toContain(`is in use by process ${processOf(place.dataDirectory)}`);
      expect(said).toContain("Only one portal may use a releases repository");
      expect(said).not.toMatch(/^\s+at /m);
      const api = await apiAs(first.url, "requester");
      expect((await api.get("/readyz")).status()).toBe(200);
      expect((await api.get("/requests/1")).status()).toBe(200);
      await api.dispose();
    } finally {
      await first.stop();
      await leave(place);
    }
  });
});

const HOOK = "what GitHub signs with";

/** As GitHub sends it: without an Origin, without a session. */
function deliver(url: string, body: string, secret: string | null): Promise<Response> {
  const signature = secret === null ? null : `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return fetch(`${url}/api/github/webhook`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "pull_request",
      ...(signature === null ? {} : { "x-hub-signature-256": signature }),
    },
    body,
  });
}

test.describe("portals over one repository on GitHub", () => {
  test.describe.configure({ mode: "serial" });
  const platform = platformCopy();
  let world: Awaited<ReturnType<typeof startedGithub>>;
  let places: Place[];
  let portals: RunningPortal[];
  let people: { requester: APIRequestContext; admin: APIRequestContext }[];

  test.beforeAll(async () => {
    world = await startedGithub();
    const { server, folder } = world;
    // The helpers of a local repository take the one on GitHub.
    await symlink(join(folder, "hub.git"), join(folder, "releases.git"));
    pushFiles(folder, { "acme/manifest.yaml": tenantText("acme", { "dev:requester": "edit" }) });
    platform.edit("platform.yaml", (text) =>
      text
        .replace(/^gitServer: .*$/m, `gitServer: ${server.url}`)
        .replace(/^releasesRepository: .*$/m, `releasesRepository: ${server.fullName}`),
    );
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const variables = {
      PLATFORM_DIR: platform.folder,
      GITHUB_APP_ID: server.accounts.appId,
      GITHUB_APP_PRIVATE_KEY_FILE: file("app.pem", server.accounts.privateKey),
      GITHUB_SEAL_FILE: file("seal", "a long random text"),
      GITHUB_API_URL: server.url,
      GITHUB_WEBHOOK_SECRET_FILE: file("hook", `${HOOK}\n`),
      SESSION_SECRET_FILE: file("session", "x".repeat(40)),
    };
    places = [await newPlace(), await newPlace()];
    portals = await Promise.all(places.map((place) => startPortal(place, variables)));
    people = await Promise.all(
      portals.map(async ({ url }) => ({
        requester: await apiAs(url, "requester"),
        admin: await apiAs(url, "platform-admin"),
      })),
    );
  });
  test.afterAll(async () => {
    await Promise.all(people.flatMap(({ requester, admin }) => [requester.dispose(), admin.dispose()]));
    await Promise.all(portals.map((portal) => portal.stop()));
    await Promise.all(places.map(leave));
    await world.close();
  });

  const both = () => {
    const [one, other] = people;
    if (!one || !other) throw new Error("Two portals run.");
    return { one, other };
  };
  const bodyFor = (name: string) => ({
    key: `replicas-${name}`,
    type: "create",
    service: "redis",
    tenant: "acme",
    name,
    base: mainOf(world.folder),
    schemaHash: schemaHashOf("redis"),
    values: { tenant: "acme", name },
  });
  const sent = async (api: APIRequestContext, name: string): Promise<number> => {
    const answer = await api.post("/api/requests", { data: bodyFor(name) });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { number: number }).number; // the contract of POST /api/requests
  };
  const headOf = (number: number) => world.server.pulls.one(number).head;
  const firstParents = async () =>
    Number(await world.git.text(["rev-list", "--count", "--first-parent", "refs/heads/main"]));

  test("a session of one is good at the other", async () => {
    const { one, other } = both();
    const { cookies } = await one.requester.storageState();
    const session = cookies.find(({ name }) => /session/.test(name));
    const answer = await other.requester.fetch("/api/version", {
      headers: { cookie: `${session?.name}=${session?.value}` },
    });
    expect(answer.status()).toBe(200);
  });

  test("what is sent at one is seen at the other, and sent twice it is one", async () => {
    const { one, other } = both();
    const number = await sent(one.requester, "seen");
    await expect
      .poll(async () => (await other.admin.get(`/requests/${number}`)).status(), { timeout: 30_000 })
      .toBe(200);
    expect(await sent(other.requester, "seen")).toBe(number);
    const [first, second] = await Promise.all([sent(one.requester, "race"), sent(other.requester, "race")]);
    expect(second).toBe(first);
    expect(world.server.pulls.all).toHaveLength(2);
  });

  test("a signed delivery leads to a look at once, replayed as often as anybody likes, and no other is taken", async () => {
    const { one, other } = both();
    const url = portals[1]?.url ?? "";
    const body = JSON.stringify({ action: "opened", pull_request: { number: 4711, title: "not believed" } });
    // What was just looked at is not asked for again by itself for ten seconds.
    await other.admin.get("/admin");
    const number = await sent(one.requester, "delivered");
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(url, body, HOOK)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await other.admin.get(`/requests/${number}`)).status()).toBe(200);
    expect(await (await other.admin.get("/admin")).text()).not.toContain("not believed");

    expect((await deliver(url, body, "another secret")).status).toBe(401);
    expect((await deliver(url, body, null)).status).toBe(401);
    expect((await deliver(url, "x".repeat(2 * 1024 * 1024), HOOK)).status).toBe(413);
    const fromPage = await fetch(`${url}/api/github/webhook`, {
      method: "POST",
      headers: { origin: "https://elsewhere.example" },
      body,
    });
    expect(fromPage.status).toBe(403);
  });

  test("a race to merge merges once, and the loser is told", async () => {
    const { one, other } = both();
    const number = await sent(one.requester, "merged");
    await expect
      .poll(async () => (await other.admin.get(`/requests/${number}`)).status(), { timeout: 30_000 })
      .toBe(200);
    const before = await firstParents();
    const answers = await Promise.all(
      [one, other].map(({ admin }) =>
        admin.post(`/api/requests/${number}/remarks`, {
          data: { type: "merge", head: headOf(number), text: "", acknowledged: [] },
        }),
      ),
    );
    const said = await Promise.all(answers.map(async (answer) => `${answer.status()} ${await answer.text()}`));
    expect((await firstParents()) - before, said.join("\n")).toBe(1);
    expect(
      said.filter((text) => text.startsWith("200")),
      said.join("\n"),
    ).not.toHaveLength(0);
    for (const text of said) expect(text).toMatch(/^(200|409) /);
    expect(fileOn(world.folder, "acme/redis/merged/manifest.yaml")).toContain("kind: Redis");
    for (const { admin } of [one, other])
      await expect
        .poll(async () => (await admin.get(`/requests/${number}`)).text(), { timeout: 30_000 })
        .toContain("merged");
  });
});
