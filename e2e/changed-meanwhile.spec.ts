import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { heading, previewOf, requestNumber, send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { platformCopy } from "./harness/platform-copy";
import { fileOn, manifestText, openNumbers, pushFiles, tenantText, webappText } from "./harness/releases";
import { expect, test } from "./harness/test";

// What a person has open while the platform, a chart or their role changes: in order, on one portal.
test.describe.configure({ mode: "serial", timeout: 180_000 });
// What the portal answers while its settings can't be used is logged by the browser.
test.use({ tolerated: /status of 503/ });

const platform = platformCopy();
const portal = ownPortal(() => ({ PLATFORM_DIR: platform.folder }));
const TENANT = "moving";
const SHOP = `${TENANT}/webapp/shop/manifest.yaml`;
const CACHE = `${TENANT}/redis/cache/manifest.yaml`;
/** Nothing is asked of it by any test before the one that loses a role. */
const SPARE = `${TENANT}/redis/spare/manifest.yaml`;
const NAMED = `${TENANT}/redis/named/manifest.yaml`;
const REDIS = "charts/redis/values.schema.json";
const main = (page: Page) => page.getByRole("main");
const nameField = (page: Page) => page.getByRole("textbox", { name: /^Name/ }).first();
const notSent = (page: Page): Locator => page.getByRole("alert").filter({ hasText: "The request was not sent" });
const press = (page: Page) => page.getByRole("button", { name: /^Send (request|again)$/ }).click();
const owners = (more: Record<string, string>) => tenantText(TENANT, { "dev:requester": "edit", ...more });

test.beforeAll(() => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: owners({ "dev:tenant-owner": "admin" }),
    [SHOP]: webappText(TENANT, "shop"),
    [CACHE]: manifestText("Redis", TENANT, "cache", [`tenant: ${TENANT}`, "name: cache", "size: medium"]),
    [SPARE]: manifestText("Redis", TENANT, "spare", [`tenant: ${TENANT}`, "name: spare"]),
  });
});

test("a platform.yaml that can't be used is said on every page and to every form, and nothing is lost until it is mended", async ({
  pageAs,
}) => {
  const form = await pageAs("requester", portal.url);
  await form.goto(`/services/redis/new?tenant=${TENANT}`);
  await nameField(form).fill("kept");
  await expect(previewOf(form)).toContainText("name: kept");
  const page = await pageAs("requester", portal.url);
  await page.goto("/tenants");
  const before = openNumbers(portal.dataDirectory);

  platform.edit("platform.yaml", (text) => text.replace("\nadmins:\n", "\nadminz:\n"));
  await page.getByRole("link", { name: "Requests" }).first().click();
  await expect(main(page)).toContainText("platform.yaml can't be used");
  await expect(main(page)).toContainText("admin");
  for (const path of ["/", "/tenants", `/tenants/${TENANT}`, "/services/redis/new", "/sign-in"]) {
    await page.goto(path);
    await expect(heading(page), path).toHaveText("This page can't be shown right now");
    await expect(main(page), path).toContainText("platform.yaml can't be used");
  }
  await press(form);
  await expect(notSent(form)).toContainText("platform.yaml can't be used");
  await expect(nameField(form)).toHaveValue("kept");
  const api = await form.request.get("/api/version?for=/tenants");
  expect(api.status()).toBe(503);
  expect(openNumbers(portal.dataDirectory)).toEqual(before);

  platform.edit("platform.yaml", (text) => text.replace("\nadminz:\n", "\nadmins:\n"));
  await page.goto("/tenants");
  await expect(main(page)).toContainText(TENANT);
  await press(form);
  expect(
    fileOn(portal.dataDirectory, `${TENANT}/redis/kept/manifest.yaml`, `requests/${await requestNumber(form)}`),
  ).toContain("name: kept");
});

test("a chart that breaks is said wherever it is asked for, and an open form is judged by the mended one with its values kept", async ({
  pageAs,
}) => {
  const form = await pageAs("requester", portal.url);
  await form.goto(`/tenants/${TENANT}/redis/cache/edit`);
  await form.getByText("large", { exact: true }).click();
  await expect(previewOf(form)).toContainText("size: large");
  await expect(form.getByText("Draft saved on this device")).toBeVisible();

  const page = await pageAs("requester", portal.url);
  platform.edit(REDIS, (text) => text.replace('"type": "object"', '"type": "object",,'));
  for (const path of ["/services/redis/new", "/services/redis", `/tenants/${TENANT}/redis/cache/edit`]) {
    await page.goto(path);
    await expect(main(page), path).toContainText("something is wrong with its chart");
  }
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Redis", exact: true })).toHaveCount(0);
  await page.goto(`/tenants/${TENANT}/redis/cache`);
  await expect(heading(page)).toContainText("cache");
  await press(form);
  await expect(notSent(form)).toContainText("something is wrong with its chart");
  await expect(form.getByRole("radio", { name: /^large/ })).toBeChecked();

  // Mended, it offers no large ones any more.
  platform.edit(REDIS, (text) =>
    text
      .replace('"type": "object",,', '"type": "object"')
      .replace(/"enum": \["small", "medium", "large"\]/, '"enum": ["small", "medium"]'),
  );
  await press(form);
  await expect(notSent(form)).toContainText("The form of Redis has changed since it was opened");
  await form.getByRole("button", { name: "Reload form, keep my entries" }).click();
  await expect(previewOf(form)).toContainText("size: large");
  await press(form);
  await expect(form.getByRole("alert").filter({ hasText: "to change" })).toContainText("Size");
  await form.getByText("small", { exact: true }).click();
  await send(form);
});

test("a service that was taken away is said to be gone, what runs of it stays visible and can be deleted", async ({
  pageAs,
}) => {
  const form = await pageAs("requester", portal.url);
  await form.goto(`/services/webapp/new?tenant=${TENANT}`);
  await nameField(form).fill("late");
  await form.getByRole("textbox", { name: /^Image/ }).fill("nginxinc/nginx-unprivileged:1.29");
  await expect(form.getByText("Draft saved on this device")).toBeVisible();
  rmSync(join(platform.folder, "charts/webapp"), { recursive: true });
  rmSync(join(platform.folder, "charts/full-stack"), { recursive: true });

  await press(form);
  await expect(notSent(form)).toContainText("There is no such service");
  await expect(nameField(form)).toHaveValue("late");
  const page = await pageAs("tenant-owner", portal.url);
  const answer = await page.goto("/services/webapp/new");
  expect(answer?.status()).toBe(404);
  await expect(main(page)).toContainText("There is no such service");
  await page.goto(`/tenants/${TENANT}/webapp/shop`);
  await expect(heading(page)).toContainText("shop");
  await page.goto(`/tenants/${TENANT}/webapp/shop/delete`);
  await page.getByRole("textbox").fill("shop");
  await page.getByRole("button", { name: "Send delete request" }).click();
  await requestNumber(page);
});

test("a role that is lost while pages are open refuses the next action, and keeps what was entered", async ({
  pageAs,
}) => {
  const open = async (path: string) => {
    const page = await pageAs("tenant-owner", portal.url);
    await page.goto(path);
    return page;
  };
  const edit = await open(`/tenants/${TENANT}/redis/spare/edit`);
  await edit.getByText("medium", { exact: true }).click();
  await expect(edit.getByText("Draft saved on this device")).toBeVisible();
  const create = await open(`/services/postgres/new?tenant=${TENANT}`);
  await nameField(create).fill("orders");
  const owner = await open(`/tenants/${TENANT}/edit`);
  const remove = await open(`/tenants/${TENANT}/redis/spare/delete`);
  await remove.getByRole("textbox").fill("spare");
  const watched = await open(`/tenants/${TENANT}/redis/spare`);
  const tenant = await open(`/tenants/${TENANT}`);
  const before = openNumbers(portal.dataDirectory);

  pushFiles(portal.dataDirectory, { [`${TENANT}/manifest.yaml`]: owners({ "dev:platform-admin": "admin" }) });

  for (const form of [edit, create, owner]) await press(form);
  await expect(notSent(edit)).toContainText(/role/);
  await expect(edit.getByRole("radio", { name: /^medium/ })).toBeChecked();
  await expect(create.getByRole("alert").first()).toContainText(/role|tenant/);
  await expect(nameField(create)).toHaveValue("orders");
  await expect(notSent(owner)).toContainText(/role/);
  await remove.getByRole("button", { name: "Send delete request" }).click();
  await expect(remove.getByRole("alert").first()).toContainText(/role/);
  await expect(remove.getByRole("textbox")).toHaveValue("spare");
  expect(openNumbers(portal.dataDirectory)).toEqual(before);

  // Pages that are only looked at find it out by themselves; links and reloads answer with the real status.
  await expect(heading(watched)).toHaveText("There is nothing here for you", { timeout: 40_000 });
  await expect(heading(tenant)).toHaveText("There is nothing here for you", { timeout: 40_000 });
  for (const path of ["", "/edit", "/delete", "/redis/spare", "/redis/spare/edit", "/redis/spare/delete"])
    expect((await edit.request.get(`/tenants/${TENANT}${path}`)).status(), path).toBe(404);
  for (const path of [
    "names?service=redis&tenant=moving&name=x",
    "options?service=redis&tenant=moving&pointer=/size",
  ]) {
    const answer = await edit.request.get(`/api/${path}`);
    expect(await answer.text(), path).not.toContain("spare");
  }
});

test("settings that are called like what every object has are filled in, and what a file has under such names stays", async ({
  pageAs,
}) => {
  platform.edit(REDIS, (text) =>
    text.replace(
      '"properties": {',
      '"properties": { "constructor": { "title": "Builder", "type": "string" }, "__proto__": { "title": "Model", "type": "string" },' +
        ' "": { "title": "Nameless", "type": "string" }, "labels": { "type": "object", "additionalProperties": { "type": "string" } },',
    ),
  );
  const values = ['"__proto__": kept', "labels:", '  "__proto__": mine', "  toString: yours"];
  pushFiles(portal.dataDirectory, {
    [NAMED]: manifestText("Redis", TENANT, "named", [`tenant: ${TENANT}`, "name: named", ...values]),
  });
  const page = await pageAs("requester", portal.url);
  await page.goto(`/tenants/${TENANT}/redis/named/edit`);
  await page.getByRole("textbox", { name: "Builder" }).pressSequentially("me");
  await page.getByRole("textbox", { name: "Nameless" }).pressSequentially("none");
  await expect(page.getByRole("textbox", { name: "Model" })).toHaveValue("kept");
  await expect(page.getByRole("textbox", { name: "toString" })).toHaveValue("yours");
  await expect(previewOf(page)).toContainText("constructor: me");
  await send(page);
  const text = fileOn(portal.dataDirectory, NAMED, `requests/${await requestNumber(page)}`);
  for (const line of [...values, "constructor: me", '"": none']) expect(text).toContain(line);
});
