import type { APIRequestContext, Page } from "@playwright/test";
import { heading } from "./harness/job";
import { ownPortal } from "./harness/own";
import { platformCopy } from "./harness/platform-copy";
import { headOf } from "./harness/releases";
import { type Account, apiAs, expect, test } from "./harness/test";
import { mergeByApi, sendByApi } from "./harness/work";

// Pages that nobody reloads. The tenant owner is a platform admin here too, so that two can decide.
test.describe.configure({ mode: "serial", timeout: 180_000 });

const platform = platformCopy();
const portal = ownPortal(() => {
  platform.edit("platform.yaml", (text) =>
    text.replace(/^admins:\n/m, 'admins:\n  - { kind: User, name: "dev:tenant-owner" }\n'),
  );
  return { PLATFORM_DIR: platform.folder };
});
/** How long something that the cluster does may take to be seen. */
const SOON = { timeout: 40_000 };
const main = (page: Page) => page.getByRole("main");
const place = (page: Page, name: RegExp) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

const apis: Partial<Record<Account, APIRequestContext>> = {};
async function as(account: Account): Promise<APIRequestContext> {
  apis[account] ??= await apiAs(portal.url, account);
  return apis[account];
}
test.afterAll(async () => {
  for (const api of Object.values(apis)) await api.dispose();
});

async function requestRedis(name: string): Promise<number> {
  const values = { tenant: "example", name };
  return sendByApi(await as("requester"), portal.dataDirectory, { service: "redis", tenant: "example", name, values });
}

async function decide(account: Account, number: number, type: string, text: string): Promise<void> {
  const head = headOf(portal.dataDirectory, number);
  const answer = await (await as(account)).post(`/api/requests/${number}/remarks`, { data: { type, head, text } });
  expect(answer.status(), await answer.text()).toBe(200);
}

test("a request's page follows the merge to readiness, and the instance's page to gone", async ({ pageAs }) => {
  const number = await requestRedis("cache");
  const page = await pageAs("requester", portal.url);
  await page.goto(`/requests/${number}`);
  await expect(main(page)).toContainText("Waiting for review");
  await mergeByApi(await as("platform-admin"), portal.dataDirectory, number);
  await expect(main(page)).toContainText("Merged", SOON);
  await expect(main(page)).toContainText("Ready", SOON);

  const owner = await pageAs("tenant-owner", portal.url);
  await owner.goto("/tenants/example/redis/cache");
  await expect(heading(owner)).toContainText("cache");
  const sent = { type: "delete", service: "redis", tenant: "example", name: "cache", confirm: "cache" } as const;
  const deletion = await sendByApi(await as("tenant-owner"), portal.dataDirectory, sent);
  const follower = await pageAs("tenant-owner", portal.url);
  await follower.goto(`/requests/${deletion}`);
  await mergeByApi(await as("platform-admin"), portal.dataDirectory, deletion);
  await expect(main(follower)).toContainText(/gone/i, SOON);
  await expect(main(owner)).toContainText("Nothing of it is left in the cluster", SOON);
});

test("the navigation counts what waits for a person, and no longer once they have seen it", async ({ pageAs }) => {
  const requester = await pageAs("requester", portal.url);
  const admin = await pageAs("platform-admin", portal.url);
  await requester.goto("/requests");
  // What went before was taken back by a deletion, and is no news any more.
  await expect(place(requester, /^Requests$/)).toBeVisible();
  await admin.goto("/");
  // The example's request waits already.
  await expect(place(admin, /^Admin.*1 to decide/)).toBeVisible();

  const number = await requestRedis("counted");
  await expect(place(admin, /^Admin.*2 to decide/)).toBeVisible(SOON);
  await requester.goto("/requests");
  await expect(place(requester, /^Requests$/)).toBeVisible();

  await decide("platform-admin", number, "ask-changes", "Smaller, please.");
  await expect(place(requester, /^Requests.*1 with news/)).toBeVisible(SOON);
  await expect(main(requester)).toContainText("Changes asked by platform-admin");
  await main(requester)
    .getByRole("link", { name: /New Redis counted/ })
    .first()
    .click();
  await expect(main(requester)).toContainText("Smaller, please.");
  await expect(place(requester, /^Requests$/)).toBeVisible();

  await requester.goto("/requests");
  await mergeByApi(await as("platform-admin"), portal.dataDirectory, number);
  await expect(place(requester, /^Requests.*1 with news/)).toBeVisible(SOON);
  await expect(place(admin, /^Admin.*1 to decide/)).toBeVisible(SOON);
  await requester.goto(`/requests/${number}`);
  await expect(main(requester)).toContainText("Ready", SOON);
  await expect(place(requester, /^Requests$/)).toBeVisible();
  await requester.goto("/tenants");
  await expect(place(requester, /^Requests$/)).toBeVisible();
});

test("a row that somebody else has decided meanwhile says who, and stays where it was", async ({ pageAs }) => {
  const first = await requestRedis("desk-a");
  const second = await requestRedis("desk-b");
  const page = await pageAs("platform-admin", portal.url);
  await page.goto(`/admin?q=desk-&request=${second}`);
  const rows = page.getByRole("list", { name: "Requests" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await decide("tenant-owner", first, "decline", "There is one already.");
  await expect(rows.first()).toContainText("Declined by tenant-owner", SOON);
  await expect(rows).toHaveCount(2);

  // Also while one is writing about it: there is nothing left to decide then.
  await page.getByLabel("Your words").fill("Looks good.");
  await decide("tenant-owner", second, "decline", "Not this one either.");
  await expect(rows.last()).toContainText("Declined by tenant-owner", SOON);
  await expect(page.getByRole("button", { name: "Approve and merge", exact: true })).toHaveCount(0);
});
