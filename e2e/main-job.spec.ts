import type { Page } from "@playwright/test";
import { heading, mergeAsAdmin, openAdmin, previewOf, requestNumber, send } from "./harness/job";
import { apiVersion } from "./harness/platform";
import { expect, test } from "./harness/test";

// The whole main job, in the order in which people do it. Each step starts where the one before it ended.
test.describe.configure({ mode: "serial" });

const TENANT = "acme-main";

test.describe("the main job", () => {
  let owner: Page;
  let admin: Page;

  test.beforeEach(async ({ pageAs }) => {
    owner = await pageAs("tenant-owner");
    admin = await pageAs("platform-admin");
  });

  test("the catalogue offers one card for each chart that can be requested", async () => {
    await owner.goto("/");
    const cards = owner.getByRole("main").getByRole("heading", { level: 2 });
    await expect(cards).toHaveText(["Tenant", "Full stack", "Postgres", "Redis", "Web app"]);
    await owner.getByLabel("Search services").fill("cache");
    await expect(cards).toHaveText(["Redis"]);
  });

  test("a tenant is requested, reviewed, merged and becomes ready, and every page says so by itself", async () => {
    await owner.goto("/services/tenant/new");
    await owner.getByRole("textbox", { name: /^Name/ }).first().fill(TENANT);
    await owner.getByRole("button", { name: "Add owner" }).click();
    const item = owner.getByRole("group", { name: "Owners" });
    await item.getByText("User", { exact: true }).click();
    await item.getByRole("textbox", { name: /^Name/ }).fill("dev:tenant-owner");
    await item.getByText("admin", { exact: true }).click();
    await owner.getByRole("button", { name: "Add owner" }).click();
    const second = owner.getByRole("group", { name: "Owners" });
    await expect(second.getByRole("radiogroup", { name: /^Kind/ })).toHaveCount(2);
    await second.getByText("User", { exact: true }).last().click();
    await second.getByRole("textbox", { name: /^Name/ }).last().fill("dev:requester");
    await second.getByText("edit", { exact: true }).last().click();
    await expect(previewOf(owner)).toContainText("- kind: User");
    await send(owner);
    await expect(heading(owner)).toHaveText(`New tenant ${TENANT}`);
    await expect(owner.getByRole("main")).toContainText("Waiting for review");

    const number = await requestNumber(owner);
    await mergeAsAdmin(admin, number);
    // Nobody reloads the requester's page.
    await expect(owner.getByRole("main")).toContainText("Merged");
    await expect(owner.getByRole("main")).toContainText(/Ready/, { timeout: 30_000 });
    await owner.goto(`/tenants/${TENANT}`);
    await expect(heading(owner)).toContainText(TENANT);
  });

  test("the manifest grows beside the form and states only what the person set", async () => {
    await owner.goto(`/services/postgres/new?tenant=${TENANT}`);
    await expect(owner.getByLabel("Tenant")).toHaveValue(TENANT);
    await owner.getByRole("textbox", { name: /^Name/ }).first().fill("orders");
    await expect(owner.getByText("orders-postgres")).toBeVisible();
    await expect(previewOf(owner)).toHaveText(
      [
        `apiVersion: ${apiVersion()}`,
        "kind: Postgres",
        "metadata:",
        "  name: orders",
        `  namespace: ${TENANT}`,
        "spec:",
        "  values:",
        `    tenant: ${TENANT}`,
        "    name: orders",
      ].join("\n"),
      { useInnerText: true },
    );
    const instances = owner.getByLabel("Instances");
    await expect(instances).toHaveValue("1");
    await instances.fill("3");
    await expect(previewOf(owner)).toContainText("instances: 3");
    await instances.fill("1");
    await expect(previewOf(owner)).not.toContainText("instances");
    await owner.getByText("medium", { exact: true }).click();
    await expect(previewOf(owner)).toContainText("size: medium");
  });

  test("what the schema refuses is said at the field and in a summary that leads there, and is not sent", async () => {
    await owner.goto(`/services/postgres/new?tenant=${TENANT}`);
    await owner.getByRole("textbox", { name: /^Name/ }).first().fill("orders");
    await owner.getByLabel("Instances").fill("9");
    await owner.getByRole("button", { name: "Send request" }).click();
    const summary = owner.getByRole("alert").filter({ hasText: "before this can be sent" });
    await expect(summary).toBeFocused();
    await expect(summary).toContainText("At most 5");
    await expect(owner.getByLabel("Instances")).toHaveAttribute("aria-invalid", "true");
    await summary.getByRole("link").first().click();
    await expect(owner.getByLabel("Instances")).toBeFocused();
    await expect(owner).toHaveURL(/\/services\/postgres\/new/);
    await owner.getByLabel("Instances").fill("2");
    await send(owner);
    await expect(heading(owner)).toHaveText(`New Postgres orders in ${TENANT}`);
  });

  test("an admin asks for changes, the requester edits, and the approval is for the change on screen", async () => {
    await owner.goto("/requests");
    await owner
      .getByRole("link", { name: new RegExp(`New Postgres orders in ${TENANT}`) })
      .first()
      .click();
    const number = await requestNumber(owner);
    await openAdmin(admin, number);
    await admin.getByLabel("Your words").fill("Three copies, please.");
    await admin.getByRole("button", { name: "Ask for changes" }).click();
    await expect(owner.getByRole("main")).toContainText("Three copies, please.");
    await expect(owner.getByRole("main")).toContainText("Changes asked");

    await owner.getByRole("link", { name: /Edit/ }).click();
    await owner.getByLabel("Instances").fill("3");
    await expect(previewOf(owner)).toContainText("instances: 3");
    await send(owner);
    await expect(owner.getByRole("main")).toContainText("Waiting for review");
    await mergeAsAdmin(admin, number);
    await expect(owner.getByRole("main")).toContainText(/Ready/, { timeout: 30_000 });
    await owner.goto(`/tenants/${TENANT}/postgres/orders`);
    await expect(owner.getByRole("main")).toContainText("instances: 3");
  });

  test("an edit changes the lines of the changed field and no others", async () => {
    await owner.goto(`/tenants/${TENANT}/postgres/orders/edit`);
    await expect(owner.getByLabel("Instances")).toHaveValue("3");
    await owner.getByLabel("Storage", { exact: true }).fill("40Gi");
    await send(owner);
    await expect(owner.getByRole("main")).toContainText("+1");
    const number = await requestNumber(owner);
    await openAdmin(admin, number);
    await admin.getByLabel("Your words").fill("Storage is dear this year.");
    await admin.getByRole("button", { name: "Decline" }).click();
    await expect(owner.getByRole("main")).toContainText("Storage is dear this year.");
    await owner.getByRole("link", { name: /Start again/ }).click();
    await expect(owner.getByLabel("Storage", { exact: true })).toHaveValue("40Gi");
    await owner.getByLabel("Storage", { exact: true }).fill("30Gi");
    await send(owner);
    await owner.getByRole("button", { name: /Withdraw/ }).click();
    await owner
      .getByRole("dialog")
      .getByRole("button", { name: /Withdraw/ })
      .click();
    await expect(owner.getByRole("main")).toContainText("Withdrawn");
  });

  test("a tenant with instances can't be deleted, an instance asks for its name, and then both go", async () => {
    await owner.goto(`/tenants/${TENANT}/delete`);
    await expect(owner.getByRole("main")).toContainText("can’t be deleted yet");
    await expect(owner.getByRole("link", { name: /orders/ })).toBeVisible();

    const goes = owner.getByRole("region", { name: "What goes with it" });
    for (const object of [`Namespace ${TENANT}`, "NetworkPolicy allow-dns", "RoleBinding owners-view"])
      await expect(goes).toContainText(object);
    // The tenant did not ask for the internet.
    await expect(goes).not.toContainText("allow-internet");

    await owner.goto(`/tenants/${TENANT}/postgres/orders/delete`);
    for (const copy of [1, 2, 3]) await expect(goes).toContainText(`PersistentVolumeClaim orders-postgres-${copy}`);
    await expect(goes).toContainText("Secret orders-postgres-app · passwords and keys");
    await expect(goes).not.toContainText("ScheduledBackup");
    await owner.getByRole("textbox").fill("orders");
    await owner.getByRole("button", { name: "Send delete request" }).click();
    await expect(owner).toHaveURL(/\/requests\/\d+$/);
    await mergeAsAdmin(admin, await requestNumber(owner));
    await expect(owner.getByRole("main")).toContainText(/gone|deleted/i, { timeout: 30_000 });

    await owner.goto(`/tenants/${TENANT}/delete`);
    await owner.getByRole("textbox").fill(TENANT);
    await owner.getByRole("button", { name: "Send delete request" }).click();
    await expect(owner).toHaveURL(/\/requests\/\d+$/);
    await mergeAsAdmin(admin, await requestNumber(owner));
    await expect
      .poll(async () => (await owner.request.get(`/tenants/${TENANT}`)).status(), { timeout: 30_000 })
      .toBe(404);
  });
});
