import { createHmac } from "node:crypto";
import { type APIRequestContext, type Page, request } from "@playwright/test";
import { expectAccessible } from "./harness/axe";
import { type GithubWorld, startGithubWorld } from "./harness/github-world";
import { platformCopy } from "./harness/platform-copy";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "./harness/portal";
import { mainOf, pushFiles, schemaHashOf, tenantText } from "./harness/releases";
import { apiAs, expect, test } from "./harness/test";

// Requests as pull requests, before the real portal: what GitHub knows of them, and what happens there.
test.describe.configure({ mode: "serial", timeout: 180_000 });

const SECRET = "the webhook's secret";
const HOOK = "/api/github/webhook";

const platform = platformCopy();
let world: GithubWorld;
let place: Place;
let portal: RunningPortal;
let requester: APIRequestContext;
let admin: APIRequestContext;

test.beforeAll(async () => {
  world = await startGithubWorld(platform);
  pushFiles(world.folder, { "acme/manifest.yaml": tenantText("acme", { "dev:requester": "edit" }) });
  place = await newPlace();
  const hook = { GITHUB_WEBHOOK_SECRET_FILE: world.file("hook", SECRET) };
  portal = await startPortal(place, { ...world.variables, ...hook });
  [requester, admin] = await Promise.all([apiAs(portal.url, "requester"), apiAs(portal.url, "platform-admin")]);
});
test.afterAll(async () => {
  await Promise.all([requester.dispose(), admin.dispose()]);
  await portal.stop();
  await leave(place);
  await world.close();
});

const signature = (body: string) => `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;

/** Delivers as GitHub does: without a session, from no page. */
async function deliver(headers: Record<string, string> = {}, body = JSON.stringify({ action: "submitted" })) {
  const api = await request.newContext({ baseURL: portal.url });
  const said = { "content-type": "application/json", "x-github-event": "pull_request_review" };
  const answer = await api.post(HOOK, {
    headers: { ...said, "x-hub-signature-256": signature(body), ...headers },
    data: Buffer.from(body),
  });
  const status = answer.status();
  await api.dispose();
  return status;
}

async function sent(name: string): Promise<number> {
  const answer = await requester.post("/api/requests", {
    data: {
      key: `github-${name}`,
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
}

/** Somebody reviews on GitHub. */
function review(number: number, state: "APPROVED" | "CHANGES_REQUESTED", body = ""): void {
  const pull = world.server.pulls.one(number);
  const time = new Date().toISOString();
  const user = { login: "reviewer", id: 2, type: "User" };
  pull.reviews.push({ id: world.server.pulls.id(), body, state, commit_id: pull.head, submitted_at: time, user });
  pull.updatedAt = `${time.slice(0, 19)}Z`;
}

const check = (number: number, state: "pending" | "success") =>
  world.server.pulls.statuses.set(world.server.pulls.one(number).head, [
    {
      context: "check-releases",
      state,
      description: "Looks at every manifest",
      target_url: "https://github.example.com/runs/12",
      created_at: new Date().toISOString(),
      creator: { login: "github-actions[bot]", id: 3, type: "Bot" },
    },
  ]);

const card = (page: Page) => page.getByRole("region", { name: "On GitHub" });

test.describe("a delivery of GitHub's webhook", () => {
  const large = JSON.stringify({ pad: "x".repeat(1024 * 1024) });
  const ROWS: readonly [string, number, Record<string, string>, string?][] = [
    ["no sign-in and the right signature", 202, {}],
    ["the same once more", 202, {}],
    ["no signature", 401, { "x-hub-signature-256": "" }],
    ["the signature of another secret", 401, { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }],
    ["more than the limit, signed", 413, {}, large],
    ["a ping", 202, { "x-github-event": "ping" }],
    ["an event that nobody knows", 202, { "x-github-event": "sponsorship" }],
    ["a body that is no JSON, signed: nothing of it is read", 202, {}, "\u0000{"],
    ["the Origin of another page, signed", 403, { origin: "https://evil.example" }],
  ];
  for (const [what, status, headers, body] of ROWS)
    test(`with ${what} is answered ${status}`, async () => {
      expect(await deliver(headers, body)).toBe(status);
    });

  test("opens no other way in: the rest of the API still asks where a change comes from", async () => {
    const api = await request.newContext({ baseURL: portal.url });
    expect((await api.post("/api/requests", { data: {} })).status()).toBe(403);
    expect((await api.post(`${HOOK}/x`, { data: {} })).status()).toBe(403);
    await api.dispose();
  });
});

test("the review page has GitHub's checks and reviews, and no Merge while GitHub would refuse", async ({ pageAs }) => {
  world.server.pulls.protection = { statuses: ["check-releases", "portal/decision"], approvals: 1, upToDate: true };
  const number = await sent("checked");
  world.server.pulls.one(number).asked = { people: ["reviewer"], teams: [] };
  check(number, "pending");
  await deliver();
  const page = await pageAs("platform-admin", portal.url);
  await page.goto(`/admin?request=${number}`);
  await expect(card(page)).toContainText("Waits for the check check-releases.");
  await expect(card(page)).toContainText("Needs one more approval on GitHub from reviewer.");
  await expect(card(page).getByRole("link", { name: "check-releases" })).toHaveAttribute(
    "href",
    "https://github.example.com/runs/12",
  );
  await expect(page.getByText("It can’t be merged now. Waits for the check check-releases.")).toBeVisible();
  await expect(page.getByRole("button", { name: /merge/i })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();

  check(number, "success");
  review(number, "APPROVED");
  await deliver();
  await page.reload();
  await expect(card(page)).toContainText("Nothing there keeps it from being merged.");
  await expect(card(page)).toContainText("reviewer");
  await expect(page.getByRole("button", { name: "Merge", exact: true })).toBeVisible();
  await expectAccessible(page, "the queue with a request on GitHub");
});

test("the requester sees the same on their page", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto("/requests/1");
  await expect(card(page).getByRole("link", { name: "Pull request 1" })).toBeVisible();
  await expect(card(page)).toContainText("check-releases");
  await expectAccessible(page, "a request on GitHub");
});

test("a decision made on GitHub is on an open page within a moment after a delivery, and by the clock without one", async ({
  pageAs,
}) => {
  const number = await sent("told");
  const page = await pageAs("requester", portal.url);
  await page.goto(`/requests/${number}`);
  await expect(page.getByText("Waiting for the platform team")).toBeVisible();
  const looks = () => world.server.calls.filter((call) => call.endsWith("/pulls")).length;
  // Just after the portal has looked by the clock: the next time is ten seconds away.
  const before = looks();
  await expect.poll(looks, { timeout: 30_000, intervals: [50] }).toBeGreaterThan(before);
  review(number, "CHANGES_REQUESTED", "Smaller, please.");
  await deliver();
  await expect(page.getByText("Smaller, please.")).toBeVisible({ timeout: 6_000 });

  review(number, "APPROVED", "Better so.");
  await expect(page.getByText("Better so.")).toBeVisible({ timeout: 45_000 });
});

test("a foreign pull request is named in the queue with what it changes, and can't be decided or merged", async ({
  pageAs,
}) => {
  const { pulls } = world.server;
  const main = await pulls.repository.resolve("refs/heads/main");
  const paths = ["README.md", "acme/manifest.yaml"];
  const tree = await pulls.repository.treeWith(
    main,
    paths.map((path) => ({ path, content: "a: 1\n" })),
  );
  const author = { name: "contributor", email: "contributor@example.com", date: new Date().toISOString() };
  await pulls.repository.setRef("refs/heads/docs", await pulls.repository.commitTree(tree, [main], "m", author), null);
  const user = { login: "contributor", id: 5, type: "User" };
  const { number, head } = await pulls.open(user, { title: "Say more", body: "", branch: "docs", base: "main" });
  await deliver();
  const page = await pageAs("platform-admin", portal.url);
  await page.goto("/admin");
  const list = page.getByRole("region", { name: "1 foreign pull request" });
  await expect(list.getByRole("link", { name: `#${number} Say more` })).toHaveAttribute(
    "href",
    `https://github.example.com/${world.server.fullName}/pull/${number}`,
  );
  await expect(list).toContainText("Changes README.md, acme/manifest.yaml.");
  for (const type of ["approve", "decline", "merge"]) {
    const said = { type, head, text: "x", acknowledged: [] };
    const answer = await admin.post(`/api/requests/${number}/remarks`, { data: said });
    expect(answer.status(), type).toBe(404);
  }
  expect(pulls.one(number).state).toBe("open");
  await expectAccessible(page, "the queue with a foreign pull request");
});

test("health says how main is protected, and where branches need not be up to date", async ({ pageAs }) => {
  // What is known of the protection may be a minute old.
  world.server.pulls.protection = { statuses: ["check-releases", "portal/decision"], approvals: 0, upToDate: false };
  const page = await pageAs("platform-admin", portal.url);
  await expect(async () => {
    await page.goto("/admin/health");
    await expect(page.getByText("does not require branches to be up to date")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByText("A merge into main needs the checks check-releases, portal/decision.")).toBeVisible();
  await expectAccessible(page, "health with releases on GitHub");
});

test("while GitHub takes no more calls, queue and health say until when, and a request is found again", async ({
  pageAs,
}) => {
  const { allowance, faults } = world.server;
  const until = Math.floor(Date.now() / 1000) + 25;
  const headers = {
    "x-ratelimit-limit": String(allowance.limit),
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(until),
    "x-ratelimit-resource": "core",
  };
  const limited = { type: "status", status: 403, message: "API rate limit exceeded", headers } as const;
  faults.add({ on: /\/repos\//, times: 10_000, what: limited });
  await deliver();
  const page = await pageAs("platform-admin", portal.url);
  for (const path of ["/admin", "/admin/health"]) {
    await page.goto(path);
    await expect(page.getByText("GitHub takes no more calls from the portal for now")).toBeVisible();
    await expect(page.locator(`time[datetime="${new Date(until * 1000).toISOString()}"]`).first()).toBeVisible();
  }
  await expectAccessible(page, "health while GitHub takes no more calls");
  const body = {
    key: "github-limited",
    type: "create",
    service: "redis",
    tenant: "acme",
    name: "limited",
    base: mainOf(world.folder),
    schemaHash: schemaHashOf("redis"),
    values: { tenant: "acme", name: "limited" },
  };
  // What is spent is spent until then, whatever the server says before.
  const refused = await requester.post("/api/requests", { data: body });
  expect(refused.status()).toBe(503);
  expect(await refused.text()).toContain("GitHub takes no more calls from the portal for");
  faults.clear();
  await expect
    .poll(async () => (await requester.post("/api/requests", { data: body })).status(), { timeout: 60_000 })
    .toBeLessThan(300);
  const number = await sent("limited");
  expect(await sent("limited")).toBe(number);
});
