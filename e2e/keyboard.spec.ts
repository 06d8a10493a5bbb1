import type { Page } from "@playwright/test";
import { heading, previewOf, requestNumber } from "./harness/job";
import { pressAt, tabTo, typeAt } from "./harness/keys";
import { apiAs, expect, portalUrl, test } from "./harness/test";
import { makeTenant, sendByApi } from "./harness/work";

const TENANT = "keys";
const data = () => process.env.PORTAL_TEST_DATA ?? "";

async function send(page: Page): Promise<void> {
  await pressAt(page, page.getByRole("button", { name: "Send request" }));
  await expect(page).toHaveURL(/\/requests\/\d+$/);
}

test.describe("with the keyboard alone", () => {
  test.describe.configure({ mode: "serial" });

  test.beforeAll(async () => {
    const [owner, admin] = await Promise.all([
      apiAs(portalUrl(), "tenant-owner"),
      apiAs(portalUrl(), "platform-admin"),
    ]);
    await makeTenant(owner, admin, data(), TENANT, { "dev:tenant-owner": "admin" });
    await Promise.all([owner.dispose(), admin.dispose()]);
  });

  test("a Postgres is requested, reviewed and merged, and the focus can be seen at every step", async ({ pageAs }) => {
    // Some two hundred stops, each looked at.
    test.setTimeout(180_000);
    const owner = await pageAs("tenant-owner");
    await owner.goto("/");
    await pressAt(owner, owner.getByRole("link", { name: "Postgres" }));
    await expect(heading(owner)).toContainText("Postgres");
    const tenant = owner.getByLabel("Tenant");
    await tabTo(owner, tenant);
    await owner.keyboard.type(TENANT);
    await expect(tenant).toHaveValue(TENANT);
    await typeAt(owner, owner.getByRole("textbox", { name: /^Name/ }).first(), "orders");
    const small = owner.getByRole("radio", { name: /^small/ }).first();
    await tabTo(owner, small);
    await owner.keyboard.press("ArrowRight");
    await expect(previewOf(owner)).toContainText("size: medium");
    await typeAt(owner, owner.getByLabel("Instances"), "9");

    // What is wrong is told, leads to the field, and is mended there.
    await pressAt(owner, owner.getByRole("button", { name: "Send request" }));
    const summary = owner.getByRole("alert").filter({ hasText: "before this can be sent" });
    await expect(summary).toBeFocused();
    await pressAt(owner, summary.getByRole("link").first());
    await expect(owner.getByLabel("Instances")).toBeFocused();
    await owner.keyboard.press("Control+A");
    await owner.keyboard.type("3");
    await expect(previewOf(owner)).toContainText("instances: 3");
    await send(owner);
    const number = await requestNumber(owner);

    const admin = await pageAs("platform-admin");
    await admin.goto("/");
    await pressAt(admin, admin.getByRole("link", { name: /^Admin/ }));
    await pressAt(admin, admin.getByRole("link", { name: `New Postgres orders in ${TENANT}` }));
    await expect(admin).toHaveURL(new RegExp(`request=${number}`));
    await expect(admin.getByRole("heading", { name: new RegExp(`#${number} `) })).toBeVisible();
    await pressAt(admin, admin.getByRole("button", { name: "Approve and merge", exact: true }));
    await expect(admin.getByRole("status").filter({ hasText: `Request ${number}: merged` })).toBeAttached();
    // A page that nothing has happened on for long looks every half minute.
    await expect(owner.getByRole("main")).toContainText("Merged", { timeout: 35_000 });
  });

  test("items of a list are added, moved and removed, and the focus stays with what one works on", async ({
    pageAs,
  }) => {
    const page = await pageAs("tenant-owner");
    await page.goto(`/services/webapp/new?tenant=${TENANT}`);
    const list = page.getByRole("group", { name: "Environment variables", exact: true });
    const add = page.getByRole("button", { name: "Add variable", exact: true });
    for (const [name, value] of [
      ["FIRST", "1"],
      ["SECOND", "2"],
    ] as const) {
      await pressAt(page, add);
      // The new item's first control has the focus at once.
      await expect(list.getByRole("textbox", { name: /^Name/ }).last()).toBeFocused();
      await page.keyboard.type(name);
      await typeAt(page, list.getByRole("textbox", { name: /^Value/ }).last(), value);
    }
    await expect(previewOf(page)).toContainText(/FIRST[\s\S]*SECOND/);
    await tabTo(page, page.getByRole("button", { name: /^Move .*SECOND.* up$/ }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(previewOf(page)).toContainText(/SECOND[\s\S]*FIRST/);
    await expect(page.getByRole("button", { name: /^Move .*SECOND.* up$/ })).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "is now 1 of 2" })).toBeAttached();
    await pressAt(page, page.getByRole("button", { name: /^Remove .*SECOND/ }));
    await expect(previewOf(page)).not.toContainText("SECOND");
    await expect(list).toBeFocused();
  });

  test("the first stop of every page leads past the bar", async ({ pageAs }) => {
    const page = await pageAs("tenant-owner");
    for (const path of ["/", "/requests", "/tenants", `/tenants/${TENANT}`, "/services/redis/new"]) {
      await page.goto(path);
      await page.keyboard.press("Tab");
      await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("main")).toBeFocused();
    }
  });

  test("a dialog takes the focus, keeps it, closes with Escape and gives it back", async ({ pageAs }) => {
    const api = await apiAs(portalUrl(), "tenant-owner");
    const sent = { service: "redis", tenant: TENANT, name: "dialog", values: { tenant: TENANT, name: "dialog" } };
    const number = await sendByApi(api, data(), sent);
    await api.dispose();
    const page = await pageAs("tenant-owner");
    await page.goto(`/requests/${number}`);
    const withdraw = page.getByRole("button", { name: "Withdraw", exact: true });
    await pressAt(page, withdraw);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Withdraw the request" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(withdraw).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toContainText("Withdrawn");
  });

  test("letters move and choose in the review list only while it has the focus, and can be switched off", async ({
    pageAs,
  }) => {
    const owner = await apiAs(portalUrl(), "tenant-owner");
    const names = ["letters-a", "letters-b"] as const;
    for (const name of names)
      await sendByApi(owner, data(), { service: "redis", tenant: TENANT, name, values: { tenant: TENANT, name } });
    await owner.dispose();
    const page = await pageAs("platform-admin");
    // Searched for, because other specs send requests at the same time.
    await page.goto("/admin?q=letters-");
    const [first, second] = names.map((name) => page.getByRole("link", { name: `New Redis ${name} in ${TENANT}` }));
    const box = page.getByRole("checkbox", { name: /^Choose request/ }).first();
    if (!first || !second) throw new Error("Both requests have a row.");

    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(box).not.toBeChecked();
    await tabTo(page, first);
    await page.keyboard.press("x");
    await expect(box).toBeChecked();
    await page.keyboard.press("j");
    await expect(second).toBeFocused();
    await page.keyboard.press("k");
    await expect(first).toBeFocused();

    // In a text field they are letters.
    await page.getByLabel("Search the queue").focus();
    await page.keyboard.type("jxk");
    await expect(page.getByLabel("Search the queue")).toHaveValue(/jxk/);
    await expect(box).toBeChecked();

    await pressAt(page, page.getByRole("checkbox", { name: /Keys in this list/ }), "Space");
    await page.reload();
    await expect(page.getByRole("checkbox", { name: /Keys in this list/ })).not.toBeChecked();
    await tabTo(page, first);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(first).toBeFocused();
    await expect(box).not.toBeChecked();
    await page.keyboard.press("ArrowDown");
    await expect(second).toBeFocused();
  });
});
