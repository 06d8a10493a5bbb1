import type { Page } from "@playwright/test";
import { previewOf, requestNumber, send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { platformCopy } from "./harness/platform-copy";
import { fileOn, openNumbers, pushFiles, tenantText, webappText } from "./harness/releases";
import { expect, signIn, test } from "./harness/test";

// One portal, whose charts and whose being there the tests change: in order, each leaving it as it was.
test.describe.configure({ mode: "serial", timeout: 120_000 });
// A page whose portal was taken away says so in its console.
test.use({ tolerated: /ERR_CONNECTION|ERR_FAILED|ERR_EMPTY_RESPONSE|Failed to fetch/ });

const platform = platformCopy();
const portal = ownPortal(() => ({ PLATFORM_DIR: platform.folder }));
const TENANT = "drafty";
const SHOP = `${TENANT}/webapp/shop/manifest.yaml`;

const nameField = (page: Page) => page.getByRole("textbox", { name: /^Name/ }).first();
const restored = (page: Page) => page.getByRole("status").filter({ hasText: "was restored" });
const notSent = (page: Page) => page.getByRole("alert").filter({ hasText: "The request was not sent" });
const keptDrafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("draft")).length);

/** Opens the form of a new Redis and fills it in. */
async function fillRedis(page: Page, name: string): Promise<void> {
  await page.goto(`/services/redis/new?tenant=${TENANT}`);
  await nameField(page).fill(name);
  await page.getByText("large", { exact: true }).click();
  await expect(previewOf(page)).toContainText("size: large");
  await expect(page.getByText("Draft saved on this device")).toBeVisible();
}

async function expectRedis(page: Page, name: string): Promise<void> {
  await expect(nameField(page)).toHaveValue(name);
  await expect(page.getByRole("radio", { name: /^large/ })).toBeChecked();
}

function changeShop(from: string, to: string): void {
  pushFiles(portal.dataDirectory, { [SHOP]: (fileOn(portal.dataDirectory, SHOP) ?? "").replace(from, to) });
}

test.beforeAll(() => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:tenant-owner": "admin", "dev:requester": "edit" }),
    [SHOP]: webappText(TENANT, "shop"),
  });
});

test("a draft survives a reload and says so, to the last letter, and can be discarded", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "cache");
  // Reloaded in the middle of a word.
  await nameField(page).press("End");
  await page.keyboard.type("-two");
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expectRedis(page, "cache-two");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await expect(nameField(page)).toHaveValue("");
  expect(await keptDrafts(page)).toBe(0);
});

test("a draft is its writer's alone", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "mine");
  await signIn(page.context().request, portal.url, "tenant-owner");
  await page.reload();
  await expect(nameField(page)).toHaveValue("");
  await expect(restored(page)).toHaveCount(0);
  await signIn(page.context().request, portal.url, "requester");
  await page.reload();
  await expectRedis(page, "mine");
});

test("drafts are gone after signing out, and after sending", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "left-behind");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await keptDrafts(page)).toBe(0);

  await signIn(page.context().request, portal.url, "requester");
  await fillRedis(page, "sent");
  await send(page);
  expect(await keptDrafts(page)).toBe(0);
  await page.goto(`/services/redis/new?tenant=${TENANT}`);
  await expect(nameField(page)).toHaveValue("");
});

test("a draft whose base has moved says so, and changed files are brought together only when asked", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  const replicas = page.getByLabel("Replicas", { exact: true });
  await page.goto(`/tenants/${TENANT}/webapp/shop/edit`);
  await replicas.fill("4");
  await expect(page.getByText("Draft saved on this device")).toBeVisible();

  pushFiles(portal.dataDirectory, { "readme.md": "Something else.\n" });
  await page.reload();
  await expect(restored(page)).toContainText("Something else was merged since");
  await expect(replicas).toHaveValue("4");

  changeShop("unprivileged:1.29", "unprivileged:1.30");
  await page.reload();
  await expect(page.getByText("The manifest changed since you began your draft")).toBeVisible();
  await expect(replicas).toHaveValue("2");
  await page.getByRole("button", { name: "Put my changes on top" }).click();
  await expect(replicas).toHaveValue("4");
  await expect(page.getByRole("textbox", { name: /^Image/ })).toHaveValue("nginxinc/nginx-unprivileged:1.30");
  await send(page);
  const text = fileOn(portal.dataDirectory, SHOP, `requests/${await requestNumber(page)}`) ?? "";
  expect(text).toContain("unprivileged:1.30");
  expect(text).toContain("replicas: 4");
});

test("while the portal is away everything stays, and the same form sent again makes one request", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "patient");
  const before = openNumbers(portal.dataDirectory).length;
  await portal.stop();
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(notSent(page)).toContainText("The portal did not answer");
  await expectRedis(page, "patient");
  await portal.start();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page).toHaveURL(/\/requests\/\d+$/);
  expect(openNumbers(portal.dataDirectory)).toHaveLength(before + 1);
});

test("an answer that got lost makes no second request, and what is corrected meanwhile goes into the first", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "lost");
  const before = openNumbers(portal.dataDirectory).length;
  await page.route(
    "**/api/requests",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 2 },
  );
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(notSent(page)).toContainText("it can't become two requests");
  // It arrived all the same. A reload keeps that in mind, too.
  expect(openNumbers(portal.dataDirectory)).toHaveLength(before + 1);
  await page.reload();
  await expectRedis(page, "lost");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(notSent(page)).toBeVisible();
  await page.getByText("medium", { exact: true }).click();
  await expect(previewOf(page)).toContainText("size: medium");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page).toHaveURL(/\/requests\/\d+$/);
  expect(openNumbers(portal.dataDirectory)).toHaveLength(before + 1);
  const text = fileOn(
    portal.dataDirectory,
    `${TENANT}/redis/lost/manifest.yaml`,
    `requests/${await requestNumber(page)}`,
  );
  expect(text).toContain("size: medium");
});

test("a session that has ended keeps everything, and the form is sent after signing in elsewhere", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "late");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(notSent(page)).toContainText("You are signed out");
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    notSent(page)
      .getByRole("link", { name: /Sign in/ })
      .click(),
  ]);
  await tab.waitForLoadState();
  await tab.getByRole("button", { name: "Requester" }).click();
  await expect(tab).toHaveURL(/\/services\/redis\/new/);
  await tab.close();
  await expectRedis(page, "late");
  await send(page);
});

test("a form whose schema changed meanwhile is refused with a sentence, and a reload keeps what was entered", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  await fillRedis(page, "renewed");
  platform.edit("charts/redis/values.schema.json", (text) =>
    text.replace('"CPU and memory: small', '"Processor and memory: small'),
  );
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(notSent(page)).toContainText("The form of Redis has changed since it was opened");
  await expectRedis(page, "renewed");
  await page.getByRole("button", { name: "Reload form, keep my entries" }).click();
  await expect(restored(page)).toContainText("The service’s settings changed since");
  await expect(page.getByText("Processor and memory.")).toBeVisible();
  await expectRedis(page, "renewed");
  await send(page);
});
